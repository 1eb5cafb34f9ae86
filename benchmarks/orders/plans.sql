-- Plans of searches as the engine asks them (its parameters written out), favourable and not.
set jit = off;
\set page 'select id, doc, created_date::text as k0, id::text as k1 from orders where site_id = (select id from site) and status = any(array[''APPROVED'',''CANCELED'',''PENDING'',''REJECTED''])'
\set state 'select id, doc, created_date::text as k0, id::text as k1 from order_by_state where site_id = (select id from site) and status = any(array[''APPROVED'',''CANCELED'',''PENDING'',''REJECTED''])'
\set usual 'and status = any(array[''APPROVED'',''CANCELED''])'
\set newest 'order by created_date desc, id desc limit 101'
\echo newest
explain (analyze, buffers, costs off) :page :usual :newest;
\echo a page from a place in the middle
explain (analyze, buffers, costs off) :page :usual and (created_date, id) < ('2022-06-01T00:00:00Z', '0181176d-0000-7000-8000-000000000000') :newest;
\echo a buyer
explain (analyze, buffers, costs off) :page :usual and buyer_email = 'buyer1234@example.com' :newest;
\echo a rare status
explain (analyze, buffers, costs off) :page and status = 'PENDING' :newest;
\echo two rare statuses
\set either 'and status = any(array[''PENDING'',''REJECTED''])'
\set page2 'select id, doc, created_date::text as k0, id::text as k1, created_date as o0, id as o1 from orders where site_id = (select id from site)'
explain (analyze, buffers, costs off) select * from ((:page2 :either and status = 'PENDING' :newest) union all (:page2 :either and status = 'REJECTED' :newest)) parts order by o0 desc, o1 desc limit 101;
\echo sorted by status
\set walked 'order by status, created_date, id limit 101'
explain (analyze, buffers, costs off) :page :usual :walked;
\echo sorted by status, a page from a place in the middle
\set page3 'select id, doc, status as o0, created_date as o1, id as o2 from orders where site_id = (select id from site) and status = any(array[''APPROVED'',''CANCELED'',''PENDING'',''REJECTED''])'
explain (analyze, buffers, costs off) select * from ((:page3 :usual and status = 'CANCELED' and (created_date, id) > ('2022-06-01T00:00:00Z', '0181176d-0000-7000-8000-000000000000') :walked) union all (:page3 :usual and status > 'CANCELED' :walked)) parts order by o0, o1, o2 limit 101;
\echo a rare channel
explain (analyze, buffers, costs off) :page :usual and channel_type = 'ETSY' :newest;
\echo archived orders
explain (analyze, buffers, costs off) :page :usual and archived = true :newest;
\echo orders of a product
explain (analyze, buffers, costs off) :page :usual and catalog_item_ids && array[md5('item3')::uuid::text] :newest;
\echo not paid and sent
explain (analyze, buffers, costs off) :state :usual and payment_status = 'NOT_PAID' and fulfillment_status = 'FULFILLED' :newest;
\echo changed last
explain (analyze, buffers, costs off) :state :usual order by updated_date desc, id desc limit 101;
\echo no index: a total above 2,000
explain (analyze, buffers, costs off) :page :usual and total > 2000 :newest;
