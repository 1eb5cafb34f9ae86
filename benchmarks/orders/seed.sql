-- Orders number :first to :last of :total, as a shop of many years would have them: most of them old, paid and sent, some buyers
-- and some products far more often than others. Each is drawn from its number alone, so that a run can be repeated; documents
-- hold what a placed order holds, and the columns hold what the engine would take from the document. One order in :every is drawn
-- whole; those between have ids, times, number and buyer of their own, and the document and other columns of one that was drawn.
set synchronous_commit = off;
set work_mem = '64MB';
set max_parallel_workers_per_gather = 0;
set enable_memoize = off;

create or replace function pg_temp.u(n bigint, k int) returns float8 language sql immutable as
  $$ select (hashint8extended(n, k) & 1048575) / 1048576.0::float8 $$;
create or replace function pg_temp.guid(kind text, n bigint) returns text language sql immutable as
  $$ select md5(kind || n)::uuid::text $$;
-- An id made at that time: those of one order begin alike, as the engine's do.
create or replace function pg_temp.timed(ms bigint, kind text, n bigint) returns text language sql immutable as
  $$ select concat(lpad(to_hex(ms >> 16), 8, '0'), '-', lpad(to_hex(ms & 65535), 4, '0'), '-7', substr(h, 1, 3), '-8', substr(h, 4, 3), '-', substr(h, 7, 12))
     from (select md5(kind || n) as h offset 0) hash $$;
create or replace function pg_temp.price(amount numeric) returns text language sql immutable as
  $$ select '{"amount":"' || amount || '","formattedAmount":"$' || amount || '"}' $$;
create or replace function pg_temp.iso(at timestamptz) returns text language sql stable as
  $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

create temp table drawn (like orders);
alter table drawn alter doc set storage main;
insert into drawn (site_id, id, revision, created_at, updated_at, doc, number, created_date, updated_date, purchased_date,
  status, payment_status, fulfillment_status, channel_type, external_order_id, checkout_id, buyer_contact_id, buyer_member_id,
  buyer_email, created_by_user_id, billing_first_name, billing_last_name, recipient_first_name, recipient_last_name, location_id,
  location_name, shipping_title, shipping_region, delivery_time, delivery_from, delivery_to, total, total_tax, authorized,
  pending, pending_refund, archived, imported, seen, demo, app_ids, catalog_item_ids, line_location_ids, subscription_ids,
  product_names, skus, fulfillment_statuses)
select :'site', id::uuid, 1, at, changed, concat(
    '{"id":"', id, '","number":"', 10000 + n, '","createdDate":"', at_text, '","updatedDate":"', changed_text,
    '","lineItems":[', l.docs, '],"buyerInfo":{"', case when member_id is null then 'visitorId":"' || visitor_id
      else 'memberId":"' || member_id end, '","contactId":"', contact_id, '","email":"', email,
    '"},"paymentStatus":"', payment, '","fulfillmentStatus":"', sent,
    '","buyerLanguage":"en","weightUnit":"KG","currency":"USD","taxIncludedInPrices":false,"siteLanguage":"en","priceSummary":', s.summary,
    ',"billingInfo":', person, case when location is null then '' else
      ',"businessLocation":{"id":"' || pg_temp.guid('location', location) || '","name":"Store ' || location || '"}' end,
    ',"shippingInfo":{"carrierId":"45c44b27-ca7b-4891-8c0d-1747d588b835","code":"', pg_temp.guid('option', title_of), '","title":"', title,
    '","logistics":{"shippingDestination":', person, ',"deliveryTime":"', days, ' business days"', case when slot is null then '' else
      ',"deliveryTimeSlot":{"from":"' || pg_temp.iso(slot) || '","to":"' || pg_temp.iso(slot + interval '2 hours') || '"}' end,
    '},"cost":{"price":', pg_temp.price(shipping), ',"totalPriceBeforeTax":', pg_temp.price(shipping), ',"totalPriceAfterTax":', pg_temp.price(shipping),
    ',"discount":{"amount":"0.00","formattedAmount":"$0.00"}},"region":{"name":"', region, '"}},"status":"', status,
    '","archived":', archived::text, ',"taxInfo":{"totalTax":', pg_temp.price(l.tax), ',"taxBreakdown":[{"taxName":"Sales tax","taxType":"SALES","jurisdiction":"NY",',
    '"jurisdictionType":"STATE","rate":"0.08875","aggregatedTaxAmount":', pg_temp.price(l.tax), ',"aggregatedTaxableAmount":', pg_temp.price(l.net),
    '}]},"appliedDiscounts":[],"activities":[{"id":"', pg_temp.timed(ms, 'activity', n), '","createdDate":"', at_text, '","type":"ORDER_PLACED","activityType":"ORDER_PLACED"}',
    case when payment = 'PAID' then ',{"id":"' || pg_temp.timed(ms, 'paid', n) || '","createdDate":"' || at_text || '","type":"ORDER_PAID","activityType":"ORDER_PAID"}' else '' end,
    '],"createdBy":{', case when staff is not null then '"userId":"' || pg_temp.guid('staff', staff) || '"'
      when member_id is null then '"visitorId":"' || visitor_id || '"' else '"memberId":"' || member_id || '"' end,
    '},"channelInfo":{"type":"', channel, '"', case when external is null then '' else ',"externalOrderId":"' || external || '"' end,
    '},"seenByAHuman":', seen::text, ',"checkoutId":"', checkout_id, '","balanceSummary":{"balance":', pg_temp.price(total - paid), ',"paid":', pg_temp.price(paid),
    ',"refunded":', pg_temp.price(refunded), ',"authorized":{"amount":"0.00","formattedAmount":"$0.00"},"pendingRefund":{"amount":"0.00","formattedAmount":"$0.00"},"pending":',
    pg_temp.price(pending), '},"additionalFees":[],"recipientInfo":', person, ',"purchasedDate":"', at_text,
    '","imported":', imported::text, ',"payNow":', s.summary, ',"fulfillmentStatusesAggregate":{"statuses":["', sent, '"]}}'),
  10000 + n, at, changed, at, status, payment, sent, channel, external, checkout_id, contact_id, member_id, email,
  pg_temp.guid('staff', staff), first_name, last_name, first_name, last_name, pg_temp.guid('location', location), 'Store ' || location, title,
  region, days || ' business days', slot, slot + interval '2 hours', total, l.tax, 0, pending, 0, archived, imported, seen, false,
  array['215238eb-22a5-4c36-9e7b-e7c08025e04e'], l.items, case when location is null then '{}' else array[pg_temp.guid('location', location)] end,
  case when pg_temp.u(n, 30) < 0.01 then array[pg_temp.guid('subscription', n)] else '{}' end, l.names, l.skus, array[sent]
from (
  select n, at, date_trunc('milliseconds', at + (interval '1 day' * pg_temp.u(n, 1))) as changed, pg_temp.u(n, 2) as lot, pg_temp.u(n, 3) as paying, pg_temp.u(n, 4) as sending,
    floor(3000000 * power(pg_temp.u(n, 5), 2))::bigint as buyer, 1 + floor(pg_temp.u(n, 6) * pg_temp.u(n, 7) * 2.8)::int as lines,
    case when pg_temp.u(n, 8) < 0.85 then 'WEB' when pg_temp.u(n, 8) < 0.93 then 'POS' when pg_temp.u(n, 8) < 0.96 then 'WIX_APP_STORE'
      when pg_temp.u(n, 8) < 0.98 then 'BACKOFFICE_MERCHANT' when pg_temp.u(n, 8) < 0.9999 then 'OTHER_PLATFORM' else 'ETSY' end as channel,
    (pg_temp.u(n, 9) * pg_temp.u(n, 10) * 6)::int as title_of, pg_temp.u(n, 11) as place,
    case when pg_temp.u(n, 12) < 0.05 then (pg_temp.u(n, 13) * 20)::bigint end as staff,
    case when pg_temp.u(n, 14) < 0.25 then (pg_temp.u(n, 15) * 8)::bigint end as location,
    case when pg_temp.u(n, 16) < 0.03 then date_trunc('hour', at + interval '2 days') end as slot,
    n < :total * 0.6 and pg_temp.u(n, 17) < 0.5 as archived, pg_temp.u(n, 18) < 0.02 as imported, n < :total * 0.9995 or pg_temp.u(n, 19) < 0.4 as seen,
    3 + (pg_temp.u(n, 20) * 5)::int as day
  from (select n, date_trunc('milliseconds', :'now'::timestamptz - interval '15.8 seconds' * (:total - n + pg_temp.u(n, 0))) as at from generate_series(:first::bigint, :last::bigint, :every) n offset 0) dated offset 0
) drawn cross join lateral (
  select to_char(extract(epoch from at) * 1000, 'FM9999999999999')::bigint as ms,
    case when n > :total * 0.9999 and lot < 0.05 then 'INITIALIZED' when lot < 0.952 then 'APPROVED' when lot < 0.9965 then 'CANCELED' when lot < 0.9995 then 'REJECTED'
      else 'PENDING' end as status,
    pg_temp.guid('contact', buyer) as contact_id, case when buyer % 5 < 3 then pg_temp.guid('contact', buyer) end as member_id, 'buyer' || buyer || '@example.com' as email,
    'First' || buyer % 1000 as first_name, 'Last' || buyer % 20011 as last_name, 'Delivery ' || title_of as title,
    case when place < 0.8 then 'Domestic' when place < 0.95 then 'Europe' when place < 0.999 then 'World' else 'Islands' end as region,
    case when slot is not null then 'EX-' || n when channel in ('OTHER_PLATFORM', 'ETSY') then 'EX-' || n end as external,
    day || ' to ' || day + 2 as days, 5.99::numeric as shipping, pg_temp.iso(at) as at_text, pg_temp.iso(changed) as changed_text
  offset 0
) named cross join lateral (
  select pg_temp.timed(ms, 'order', n) as id, pg_temp.timed(ms, 'checkout', n) as checkout_id, pg_temp.timed(ms, 'visitor', n) as visitor_id,
    case when status in ('PENDING') then 'PENDING' when status = 'REJECTED' then 'DECLINED' when status = 'INITIALIZED' then 'NOT_PAID'
      when status = 'CANCELED' then case when paying < 0.7 then 'FULLY_REFUNDED' else 'NOT_PAID' end
      when paying < 0.94 then 'PAID' when paying < 0.965 then 'NOT_PAID' when paying < 0.985 then 'PARTIALLY_REFUNDED' when paying < 0.994 then 'FULLY_REFUNDED'
      when paying < 0.9999 then 'PARTIALLY_PAID' else 'PENDING_MERCHANT' end as payment,
    case when status <> 'APPROVED' then 'NOT_FULFILLED' when n > :total * 0.998 then case when sending < 0.3 then 'FULFILLED' when sending < 0.35 then 'PARTIALLY_FULFILLED' else 'NOT_FULFILLED' end
      when sending < 0.985 then 'FULFILLED' when sending < 0.9855 then 'PARTIALLY_FULFILLED' else 'NOT_FULFILLED' end as sent,
    concat('{"address":{"country":"US","subdivision":"US-NY","city":"New York","postalCode":"', 10001 + buyer % 280, '","addressLine":"', buyer % 900 + 1,
      ' Main St"},"contactDetails":{"firstName":"', first_name, '","lastName":"', last_name, '","phone":"555', lpad((buyer % 10000000)::text, 7, '0'), '"}}') as person
  offset 0
) stated cross join lateral (
  select sum(net) as net, sum(tax) as tax, array_agg(item) as items, array_agg(name) as names, array_agg(sku) as skus, string_agg(concat(
      '{"id":"', pg_temp.timed(ms, 'line' || i, n), '","productName":{"original":"', name, '"},"catalogReference":{"catalogItemId":"', item,
      '","appId":"215238eb-22a5-4c36-9e7b-e7c08025e04e","options":{"variantId":"', left(item, 24), right(md5(item), 12), '"}},"quantity":', quantity,
      ',"totalDiscount":{"amount":"0.00","formattedAmount":"$0.00"},"physicalProperties":{"sku":"', sku, '","weight":0.4,"shippable":true},"itemType":{"preset":"PHYSICAL"},"price":',
      pg_temp.price(unit), ',"priceBeforeDiscounts":', pg_temp.price(unit), ',"totalPriceBeforeTax":', pg_temp.price(net), ',"totalPriceAfterTax":', pg_temp.price(net + tax),
      ',"paymentOption":"FULL_PAYMENT_ONLINE","taxInfo":{"taxAmount":', pg_temp.price(tax), ',"taxableAmount":', pg_temp.price(net),
      ',"taxRate":"0.08875","taxIncludedInPrice":false,"taxBreakdown":[{"jurisdiction":"NY","rate":"0.08875","taxAmount":', pg_temp.price(tax),
      ',"taxType":"SALES","taxName":"Sales tax","jurisdictionType":"STATE","nonTaxableAmount":{"amount":"0.00","formattedAmount":"$0.00"},"taxableAmount":', pg_temp.price(net),
      '}]},"lineItemPrice":', pg_temp.price(net), ',"priceUndetermined":false,"fixedQuantity":false,"customLineItem":false,"rootCatalogItemId":"', item, '"}'), ',') as docs
  from (
    select i, product, pg_temp.guid('item', product) as item, 'Product ' || product as name, 'SKU-' || product as sku, quantity, unit,
      unit * quantity as net, round(unit * quantity * 0.08875, 2) as tax
    from (select i, floor(50000 * power(pg_temp.u(n * 8 + i, 40), 2))::bigint as product, 1 + (pg_temp.u(n * 8 + i, 41) * pg_temp.u(n * 8 + i, 42) * 3)::int as quantity
      from generate_series(1, lines) i offset 0) chosen
    cross join lateral (select (5 + product % 200)::numeric + 0.95 as unit offset 0) priced
    offset 0
  ) line
) l cross join lateral (
  select l.net + l.tax + shipping as total offset 0
) t cross join lateral (
  select case payment when 'PAID' then total when 'PARTIALLY_REFUNDED' then total when 'FULLY_REFUNDED' then total when 'PARTIALLY_PAID' then round(total / 2, 2) else 0.00 end as paid,
    case payment when 'PARTIALLY_REFUNDED' then round(total / 3, 2) when 'FULLY_REFUNDED' then total else 0.00 end as refunded,
    case payment when 'PENDING' then total else 0.00 end as pending,
    concat('{"subtotal":', pg_temp.price(l.net), ',"shipping":', pg_temp.price(shipping), ',"tax":', pg_temp.price(l.tax),
      ',"discount":{"amount":"0.00","formattedAmount":"$0.00"},"total":', pg_temp.price(total), ',"totalAdditionalFees":{"amount":"0.00","formattedAmount":"$0.00"}}') as summary
  offset 0
) s;

insert into orders select * from drawn;
analyze drawn;
insert into orders (site_id, id, revision, created_at, updated_at, doc, number, created_date, updated_date, purchased_date,
  status, payment_status, fulfillment_status, channel_type, external_order_id, checkout_id, buyer_contact_id, buyer_member_id,
  buyer_email, created_by_user_id, billing_first_name, billing_last_name, recipient_first_name, recipient_last_name, location_id,
  location_name, shipping_title, shipping_region, delivery_time, delivery_from, delivery_to, total, total_tax, authorized,
  pending, pending_refund, archived, imported, seen, demo, app_ids, catalog_item_ids, line_location_ids, subscription_ids,
  product_names, skus, fulfillment_statuses)
select drawn.site_id, concat(begins, '-7', substr(o, 1, 3), '-8', substr(o, 4, 3), '-', substr(o, 7, 12))::uuid, 1, at, changed, doc, 10000 + n, at, changed, at,
  status, payment_status, fulfillment_status, channel_type, case when external_order_id is not null then 'EX-' || n end,
  concat(begins, '-7', substr(c, 1, 3), '-8', substr(c, 4, 3), '-', substr(c, 7, 12)), contact_id, case when buyer % 5 < 3 then contact_id end,
  'buyer' || buyer || '@example.com', created_by_user_id, 'First' || buyer % 1000, 'Last' || buyer % 20011, 'First' || buyer % 1000,
  'Last' || buyer % 20011, location_id, location_name, shipping_title, shipping_region, delivery_time, delivery_from + (at - drawn.created_date),
  delivery_to + (at - drawn.created_date), total, total_tax, authorized, pending, pending_refund, archived, imported, seen, demo, app_ids,
  catalog_item_ids, line_location_ids, subscription_ids, product_names, skus, fulfillment_statuses
from (
  select n, at, date_trunc('milliseconds', at + (interval '1 day' * pg_temp.u(n, 1))) as changed,
    concat(lpad(to_hex(ms >> 16), 8, '0'), '-', lpad(to_hex(ms & 65535), 4, '0')) as begins, md5('order' || n) as o, md5('checkout' || n) as c, buyer, pg_temp.guid('contact', buyer) as contact_id,
    :first + :every * (((n - :first) / :every * 379 + (n - :first) % :every * 331) % ((:last - :first) / :every + 1)) as like_n
  from (
    select n, at, (extract(epoch from at) * 1000)::bigint as ms, floor(3000000 * power(pg_temp.u(n, 5), 2))::bigint as buyer
    from (
      select n, date_trunc('milliseconds', :'now'::timestamptz - interval '15.8 seconds' * (:total - n + pg_temp.u(n, 0))) as at
      from generate_series(:first::bigint, :last::bigint) n where (n - :first) % :every > 0 offset 0
    ) numbered offset 0
  ) dated offset 0
) copied join drawn on drawn.number = 10000 + like_n;
drop table drawn;
