-- Every move of stock, for ever: what the tally "stock" of an inventory item is made of.
create table stock_movement (
  site_id           uuid        not null,
  id                uuid        not null,
  inventory_item_id uuid        not null,
  delta             bigint      not null,
  reason            text        not null,
  order_id          uuid,
  at                timestamptz not null,
  constraint stock_movement_pkey primary key (site_id, id)
);
create index stock_movement_by_item on stock_movement (site_id, inventory_item_id, at);
create index stock_movement_by_order on stock_movement (site_id, order_id) where order_id is not null;
