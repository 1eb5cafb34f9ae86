-- What each order was priced by: the evaluator's input, the version of the site's rules and the
-- quote. Written by the transaction that places the order, never changed. Order ids grow with time,
-- so the key is also the order in which a site's orders are priced again.
create table order_pricing (
  site_id           uuid        not null,
  order_id          uuid        not null,
  rule_book_version bigint      not null,
  book_instant      timestamptz not null,
  instant           timestamptz not null,
  input             text        not null,
  quote             text        not null,
  constraint order_pricing_pkey primary key (site_id, order_id)
);
