-- As many orders like :order, with its payment :payment, as :count says: each with ids and a number of its own, and with all that
-- the engine and the sandbox keep of it. Answers order id and payment id of each.
set synchronous_commit = off;
create function pg_temp.timed(base uuid, n int, salt text) returns uuid language sql immutable as
  $$ select (left(lpad(to_hex(('x' || left(replace(base::text, '-', ''), 12))::bit(48)::bigint + n), 12, '0'), 12)
      || '7' || substr(md5(salt || n), 1, 3) || '8' || substr(md5(salt || n), 4, 15))::uuid $$;
create function pg_temp.worded(doc text, was text, "is" text, paid text, pays text) returns text language sql immutable as
  $$ select replace(replace(doc, was, "is"), paid, pays) $$;
create temp table copies as
  select n, pg_temp.timed(:'order', n, :'order') as id, pg_temp.timed(:'payment', n, :'payment') as payment from generate_series(1, :count) n;
create temp table numbers as select n, (select value from tally where kind = 'order-number' and site_id = (select id from site)) + n as number from copies;
update tally set value = value + :count where kind = 'order-number' and site_id = (select id from site);
select string_agg(case when attname in ('id', 'order_id') then 'c.id' when attname = 'number' then '10000 + m.number'
    when attname = 'doc' then format('replace(pg_temp.worded(t.doc, %L, c.id::text, %L, c.payment::text), %L, ''"number":"'' || 10000 + m.number || ''"'')',
      :'order', :'payment', (select '"number":"' || number || '"' from orders where id = :'order'))
    else 't.' || attname end, ', ' order by attnum) as ordered from pg_attribute where attrelid = 'orders'::regclass and attnum > 0 and not attisdropped \gset
insert into orders select :ordered from orders t cross join copies c join numbers m using (n) where t.id = :'order';
insert into order_transactions select t.site_id, c.id, t.revision, t.created_at, t.updated_at, pg_temp.worded(t.doc, :'order', c.id::text, :'payment', c.payment::text)
  from order_transactions t cross join copies c where t.id = :'order';
insert into money_entry select t.site_id, c.id, c.payment, t.kind, t.amount, t.currency, t.provider, replace(t.reference, :'payment', c.payment::text), t.created_at,
  c.payment, t.from_account, t.to_account from money_entry t cross join copies c where t.order_id = :'order';
insert into payment_attempt select t.site_id, c.payment, t.revision, t.created_at, t.updated_at, pg_temp.worded(t.doc, :'order', c.id::text, :'payment', c.payment::text),
  c.id, t.state from payment_attempt t cross join copies c where t.order_id = :'order';
insert into sandbox_payment select t.site_id, c.payment, t.revision, t.created_at, t.updated_at, pg_temp.worded(t.doc, :'order', c.id::text, :'payment', c.payment::text),
  c.id from sandbox_payment t cross join copies c where t.order_id = :'order';
insert into tally select t.site_id, t.kind, c.payment::text, t.value from tally t cross join copies c where t.site_id = (select id from site) and t.kind like 'money/%' and t.key = :'payment';
analyze orders; analyze order_transactions; analyze money_entry; analyze tally;
select id || ' ' || payment from copies order by n;
