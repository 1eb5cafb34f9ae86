-- Every movement of money of an order, once: from one account of a payment to another.
alter table money_entry add column move_id uuid;
alter table money_entry add column from_account text;
alter table money_entry add column to_account text;
update money_entry e set
  move_id = payment_id,
  from_account = case when kind <> 'PENDING' and exists (
      select 1 from money_entry p where p.site_id = e.site_id and p.order_id = e.order_id
        and p.payment_id = e.payment_id and p.kind = 'PENDING')
    then 'PENDING' else 'BUYER' end,
  to_account = case kind when 'PENDING' then 'PENDING' when 'APPROVED' then 'PAID'
    when 'AUTHORIZED' then 'HELD' else 'BUYER' end;
alter table money_entry alter column move_id set not null;
alter table money_entry alter column from_account set not null;
alter table money_entry alter column to_account set not null;
alter table money_entry drop constraint money_entry_once;
alter table money_entry add constraint money_entry_once
  primary key (site_id, order_id, payment_id, move_id, kind);
alter table money_entry add constraint money_entry_amount check (amount >= 0);
alter table money_entry add constraint money_entry_accounts check (
  from_account in ('BUYER', 'PENDING', 'HELD', 'PAID', 'REFUNDING', 'REFUNDED', 'DISPUTED')
  and to_account in ('BUYER', 'PENDING', 'HELD', 'PAID', 'REFUNDING', 'REFUNDED', 'DISPUTED'));

-- What stands on an account of a payment is a counter, which no transaction takes below zero.
insert into tally (site_id, kind, key, value)
select site_id, 'money/' || account, payment_id::text,
       sum(sign * amount * power(10::numeric, scale(amount)))::bigint
from (select site_id, payment_id, to_account as account, 1 as sign, amount from money_entry
      union all
      select site_id, payment_id, from_account, -1, amount from money_entry) as moved
where account in ('PENDING', 'HELD', 'PAID', 'REFUNDING')
group by site_id, account, payment_id;

-- Captures, voids and refunds, each written before its provider is asked.
create table money_move (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  order_id   uuid        not null,
  payment_id uuid        not null,
  kind       text        not null,
  state      text        not null,
  constraint money_move_pkey primary key (site_id, id)
) with (fillfactor = 70);
create index money_move_by_order on money_move (site_id, order_id);
create index money_move_open on money_move (updated_at) where state in ('STARTED', 'PENDING');
-- Held money is captured or voided by one of them at a time.
create unique index money_move_of_hold on money_move (site_id, payment_id)
  where kind in ('CAPTURE', 'VOID') and state in ('STARTED', 'PENDING', 'DONE');
