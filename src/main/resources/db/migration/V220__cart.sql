-- Carts. buyer_key is set for a buyer's current cart only; a buyer has one.
create table cart (
  site_id     uuid        not null,
  id          uuid        not null,
  revision    bigint      not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  doc         text        not null,
  buyer_key   text,
  checkout_id uuid,
  constraint cart_pkey primary key (site_id, id)
) with (fillfactor = 70, toast_tuple_target = 8160);
create unique index cart_current_key on cart (site_id, buyer_key) where buyer_key is not null;
create index cart_by_checkout on cart (site_id, checkout_id) where checkout_id is not null;
