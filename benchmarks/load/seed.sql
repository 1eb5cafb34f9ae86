-- Fills the database beside a running engine: carts, orders with all that belongs to them, and coupons. Each is a copy of one
-- of a hundred rows that the engine itself has written, under ids, buyers, codes and numbers of its own.
--   psql -v carts=1000000 -v orders=1000000 -v coupons=100000 -f benchmarks/load/seed.sql
\set ON_ERROR_STOP on
set synchronous_commit = off;
set maintenance_work_mem = '256MB';

-- Ids of copies: their numbers in the place of a time long ago, so that they stand before all others.
create function pg_temp.copy_id(kind text, i bigint) returns uuid language sql immutable as $$
  select ('0180' || lpad(to_hex(i), 8, '0') || '8' || substr(md5(kind || i), 1, 3) || '8' || substr(md5(i || kind), 1, 15))::uuid
$$;

-- Copies rows of the table, each column as the overrides have it, else as in the row; there t is the row, i the copy's number.
create function pg_temp.copies(target text, source text, copies bigint, overrides jsonb) returns void language plpgsql as $$
declare
  names text;
  terms text;
begin
  select string_agg(quote_ident(column_name), ', ' order by ordinal_position),
         string_agg(coalesce(overrides ->> column_name, 't.' || quote_ident(column_name)), ', ' order by ordinal_position)
    into names, terms
    from information_schema.columns where table_name = target and table_schema = 'public' and is_identity = 'NO';
  execute format('create temp table sample on commit drop as select *, row_number() over () - 1 as sample_number from (%s) rows_to_copy', source);
  execute format('insert into %I (%s) select %s from generate_series(1, %s) i join sample t on t.sample_number = i %% (select count(*) from sample)',
    target, names, terms, copies);
end $$;

begin;
select pg_temp.copies('cart', 'select * from cart where buyer_key is not null limit 100', :carts, jsonb_build_object(
  'id', 'pg_temp.copy_id(''cart'', i)',
  'buyer_key', '''v:'' || pg_temp.copy_id(''visitor'', i)',
  'doc', 'replace(replace(t.doc, t.id::text, pg_temp.copy_id(''cart'', i)::text), substr(t.buyer_key, 3), pg_temp.copy_id(''visitor'', i)::text)'));
commit;

begin;
create temp table sampled on commit preserve rows as select * from orders where number is not null and checkout_id is not null order by id limit 100;
select pg_temp.copies('orders', 'select * from sampled order by id', :orders, jsonb_build_object(
  'id', 'pg_temp.copy_id(''order'', i)',
  'number', 'i + 100000000',
  'created_date', 't.created_date - i * interval ''1 second''',
  'checkout_id', 'pg_temp.copy_id(''checkout'', i)::text',
  'buyer_email', '''buyer'' || i % 200000 || ''@example.com''',
  'doc', 'replace(replace(replace(t.doc, t.id::text, pg_temp.copy_id(''order'', i)::text), t.checkout_id, pg_temp.copy_id(''checkout'', i)::text), ''"number":"'' || t.number || ''"'', ''"number":"'' || i + 100000000 || ''"'')'));
commit;

begin;
select pg_temp.copies('order_pricing', 'select p.* from order_pricing p join sampled s on s.site_id = p.site_id and s.id = p.order_id order by s.id', :orders,
  jsonb_build_object('order_id', 'pg_temp.copy_id(''order'', i)'));
commit;

begin;
select pg_temp.copies('order_transactions', 'select p.* from order_transactions p join sampled s on s.site_id = p.site_id and s.id = p.id order by s.id', :orders,
  jsonb_build_object('id', 'pg_temp.copy_id(''order'', i)', 'doc', 'replace(t.doc, t.id::text, pg_temp.copy_id(''order'', i)::text)'));
commit;

begin;
select pg_temp.copies('checkout', 'select * from checkout where completed limit 100', :orders, jsonb_build_object(
  'id', 'pg_temp.copy_id(''checkout'', i)',
  'cart_id', 'pg_temp.copy_id(''past cart'', i)',
  'buyer_key', '''v:'' || pg_temp.copy_id(''visitor'', i)',
  'doc', 'replace(replace(t.doc, t.id::text, pg_temp.copy_id(''checkout'', i)::text), t.cart_id::text, pg_temp.copy_id(''past cart'', i)::text)'));
commit;

begin;
select pg_temp.copies('coupon', 'select * from coupon limit 1', :coupons, jsonb_build_object(
  'id', 'pg_temp.copy_id(''coupon'', i)',
  'code', '''LOAD'' || i',
  'code_key', 'replace(t.code_key, lower(t.code), ''load'' || i)',
  'doc', 'replace(replace(t.doc, t.id::text, pg_temp.copy_id(''coupon'', i)::text), ''"'' || t.code || ''"'', ''"LOAD'' || i || ''"'')'));
commit;
vacuum analyze cart, orders, order_pricing, order_transactions, checkout, coupon;
select json_build_object('stored', json_build_object(
  'carts', (select count(*) from cart), 'orders', (select count(*) from orders), 'coupons', (select count(*) from coupon),
  'activeRules', (select count(*) from discount_rule where active), 'databaseMb', pg_database_size(current_database()) / 1000000));
