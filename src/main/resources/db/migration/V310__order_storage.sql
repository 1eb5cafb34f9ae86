-- An order's document is compressed and kept beside its row, so that rows stay narrow: a page of
-- the table holds many orders, and a search that reads more rows than it shows reads little.
alter table orders set (toast_tuple_target = 1024);
