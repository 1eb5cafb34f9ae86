-- What a site has set about its orders, under the site's id.
create table orders_settings (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  constraint orders_settings_pkey primary key (site_id, id)
);

-- Units that an order will take from stock when it is paid.
create table order_stock_due (
  site_id           uuid        not null,
  order_id          uuid        not null,
  inventory_item_id uuid        not null,
  units             bigint      not null,
  created_at        timestamptz not null
);
create index order_stock_due_by_order on order_stock_due (site_id, order_id);
