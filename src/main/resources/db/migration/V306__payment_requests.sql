-- Amounts of orders that buyers are asked for by a link.
create table payment_request (
  site_id          uuid        not null,
  id               uuid        not null,
  revision         bigint      not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  doc              text        not null,
  order_id         uuid        not null,
  status           text        not null,
  order_number     text,
  title            text        not null,
  description      text,
  expires_at       timestamptz,
  gateway_order_id text        not null,
  source_app       text,
  source_external  text,
  amount           numeric     not null,
  constraint payment_request_pkey primary key (site_id, id)
);
create index payment_request_by_date on payment_request (site_id, created_at, id);
create index payment_request_by_order on payment_request (site_id, order_id);
create index payment_request_by_source on payment_request (site_id, source_external);
create index payment_request_by_gateway on payment_request (site_id, gateway_order_id);
create index payment_request_over on payment_request (expires_at) where status = 'UNPAID';
-- Links name a request by its id alone.
create index payment_request_by_id on payment_request (id);
