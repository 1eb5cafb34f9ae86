-- Checkouts. buyer_key names the visitor or member who owns it; abandoned_id is set once it was abandoned.
create table checkout (
  site_id      uuid        not null,
  id           uuid        not null,
  revision     bigint      not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  doc          text        not null,
  cart_id      uuid,
  buyer_key    text,
  completed    boolean     not null,
  abandoned_id uuid,
  constraint checkout_pkey primary key (site_id, id)
) with (fillfactor = 70, toast_tuple_target = 8160);
-- A cart has one checkout at a time that is not completed.
create unique index checkout_open_of_cart on checkout (site_id, cart_id) where not completed and cart_id is not null;
create index checkout_by_cart on checkout (site_id, cart_id) where cart_id is not null;
create index checkout_open_of_buyer on checkout (site_id, buyer_key) where not completed and buyer_key is not null;
create index checkout_to_abandon on checkout (updated_at) where not completed and abandoned_id is null;

-- Checkouts that were abandoned, in the contract's own message.
create table abandoned_checkout (
  site_id     uuid        not null,
  id          uuid        not null,
  revision    bigint      not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  doc         text        not null,
  status      text        not null,
  checkout_id uuid        not null,
  constraint abandoned_checkout_pkey primary key (site_id, id)
) with (fillfactor = 70, toast_tuple_target = 8160);
create unique index abandoned_checkout_once on abandoned_checkout (site_id, checkout_id);
