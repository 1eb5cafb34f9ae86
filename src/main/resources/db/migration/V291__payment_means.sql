-- One attempt at a time moves money of an order; what may be paid is decided by its ledger.
drop index payment_attempt_live;
create unique index payment_attempt_live on payment_attempt (site_id, order_id)
  where state in ('STARTED', 'PENDING');

-- Means of payment that a buyer chose for an order, as the tokens of their providers.
create table payment_means (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  order_id   uuid        not null,
  constraint payment_means_pkey primary key (site_id, id)
);
create index payment_means_by_order on payment_means (site_id, order_id);
