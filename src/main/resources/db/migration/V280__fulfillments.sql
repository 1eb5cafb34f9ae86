-- What was sent of each order, under the order's id.
create table order_fulfillments (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  constraint order_fulfillments_pkey primary key (site_id, id)
) with (fillfactor = 80, toast_tuple_target = 8160);
