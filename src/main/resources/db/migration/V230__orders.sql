-- Orders as placed, with the columns that are searched.
create table orders (
  site_id              uuid        not null,
  id                   uuid        not null,
  revision             bigint      not null,
  created_at           timestamptz not null,
  updated_at           timestamptz not null,
  doc                  text not null,
  number               bigint,
  created_date         timestamptz not null,
  updated_date         timestamptz not null,
  purchased_date       timestamptz,
  status               text        not null,
  payment_status       text        not null,
  fulfillment_status   text        not null,
  channel_type         text,
  external_order_id    text,
  checkout_id          text,
  buyer_contact_id     text,
  buyer_member_id      text,
  buyer_email          text,
  created_by_user_id   text,
  billing_first_name   text,
  billing_last_name    text,
  recipient_first_name text,
  recipient_last_name  text,
  location_id          text,
  location_name        text,
  shipping_title       text,
  shipping_region      text,
  delivery_time        text,
  delivery_from        timestamptz,
  delivery_to          timestamptz,
  total                numeric,
  total_tax            numeric,
  tax_exempt           numeric,
  authorized           numeric,
  pending              numeric,
  pending_refund       numeric,
  archived             boolean     not null,
  imported             boolean     not null,
  seen                 boolean     not null,
  demo                 boolean     not null,
  app_ids              text[]      not null,
  catalog_item_ids     text[]      not null,
  line_location_ids    text[]      not null,
  subscription_ids     text[]      not null,
  product_names        text[]      not null,
  skus                 text[]      not null,
  fulfillment_statuses text[]      not null,
  constraint orders_pkey primary key (site_id, id)
) with (fillfactor = 80, toast_tuple_target = 8160);
-- One order for a checkout; an order that came to nothing leaves its checkout free for another.
create unique index order_of_checkout on orders (site_id, checkout_id)
  where checkout_id is not null and status not in ('REJECTED', 'CANCELED');
create index orders_by_date on orders (site_id, created_date, id);
create index orders_by_number on orders (site_id, number);
create index orders_by_email on orders (site_id, buyer_email);
create index orders_by_member on orders (site_id, buyer_member_id);
create index orders_unpaid on orders (created_date) where status = 'INITIALIZED';

-- The payments and refunds of an order, under the order's id.
create table order_transactions (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text not null,
  constraint order_transactions_pkey primary key (site_id, id)
) with (fillfactor = 80, toast_tuple_target = 8160);

-- Every step of every payment, once.
create table money_entry (
  site_id    uuid        not null,
  order_id   uuid        not null,
  payment_id uuid        not null,
  kind       text        not null,
  amount     numeric     not null,
  currency   text        not null,
  provider   text        not null,
  reference  text,
  created_at timestamptz not null,
  constraint money_entry_once primary key (site_id, order_id, payment_id, kind)
);

-- Uses of coupons and rules that an order took or gave back.
create table order_use (
  site_id    uuid        not null,
  order_id   uuid        not null,
  kind       text        not null,
  key        text        not null,
  uses       bigint      not null,
  created_at timestamptz not null
);
create index order_use_by_order on order_use (site_id, order_id);
