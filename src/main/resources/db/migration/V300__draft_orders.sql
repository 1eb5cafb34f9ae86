-- Draft orders: from scratch, and as edits of an order.
create table draft_order (
  site_id      uuid        not null,
  id           uuid        not null,
  revision     bigint      not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  doc          text        not null,
  created_date timestamptz not null,
  updated_date timestamptz not null,
  status       text        not null,
  order_id     uuid,
  constraint draft_order_pkey primary key (site_id, id)
) with (fillfactor = 80, toast_tuple_target = 8160);
-- An order is edited by one draft at a time.
create unique index draft_order_of_order on draft_order (site_id, order_id)
  where status = 'DRAFT' and order_id is not null;
create index draft_order_by_order on draft_order (site_id, order_id) where order_id is not null;
create index draft_order_by_date on draft_order (site_id, created_date, id);
create index draft_order_to_expire on draft_order (updated_date)
  where status = 'DRAFT' and order_id is not null;
