-- Products as they are shown, and what is searched in them.
create table product (
  site_id             uuid        not null,
  id                  uuid        not null,
  revision            bigint      not null,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  doc                 text not null,
  slug                text        not null,
  name                text        not null,
  visible             boolean     not null,
  visible_in_pos      boolean     not null,
  product_type        text        not null,
  brand_id            text,
  brand_name          text,
  ribbon_id           text,
  ribbon_name         text,
  additional_ribbon_ids   text[]  not null,
  additional_ribbon_names text[]  not null,
  info_section_ids    text[]      not null,
  info_section_names  text[]      not null,
  option_ids          text[]      not null,
  option_names        text[]      not null,
  choice_ids          text[]      not null,
  choice_names        text[]      not null,
  modifier_ids        text[]      not null,
  modifier_names      text[]      not null,
  modifier_choice_ids text[]      not null,
  modifier_choice_names text[]    not null,
  private_tag_ids     text[]      not null,
  public_tag_ids      text[]      not null,
  tax_group_id        text,
  delivery_profile_id text,
  fulfiller_id        text,
  one_time_purchases  boolean     not null,
  min_price           numeric     not null,
  max_price           numeric     not null,
  min_compare_price   numeric,
  max_compare_price   numeric,
  min_weight          numeric,
  max_weight          numeric,
  min_variant_sku     text,
  skus                text[]      not null,
  barcodes            text[]      not null,
  visible_variants    uuid[]      not null,
  description         text        not null,
  constraint product_pkey primary key (site_id, id)
);
create index product_by_slug on product (site_id, slug);
create index product_by_age on product (site_id, created_at, id);

-- What belongs to one product of a site only: slugs, SKUs, barcodes, ids of variants. The id follows
-- from the kind and the text, so that the primary key is the uniqueness.
create table product_key (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  constraint product_key_pkey primary key (site_id, id)
);

-- Where a variant lies, and how its stock is counted. The quantity is the tally "stock" of its id.
create table inventory_item (
  site_id          uuid        not null,
  id               uuid        not null,
  revision         bigint      not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  doc              text not null,
  product_id       uuid        not null,
  variant_id       uuid        not null,
  location_id      uuid        not null,
  track_quantity   boolean     not null,
  in_stock         boolean     not null,
  preorder_enabled boolean     not null,
  constraint inventory_item_pkey primary key (site_id, id),
  constraint inventory_item_place unique (site_id, variant_id, location_id)
);
create index inventory_item_by_product on inventory_item (site_id, product_id);

create table category (
  site_id          uuid        not null,
  id               uuid        not null,
  revision         bigint      not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  doc              text not null,
  slug             text        not null,
  name             text        not null,
  visible          boolean     not null,
  parent_id        uuid,
  position         int         not null,
  managing_app_id  text,
  constraint category_pkey primary key (site_id, id),
  constraint category_slug unique (site_id, slug)
);
create index category_by_parent on category (site_id, parent_id);

-- Which products are in which categories; the id follows from both.
create table category_item (
  site_id     uuid        not null,
  id          uuid        not null,
  revision    bigint      not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  doc         text        not null,
  category_id uuid        not null,
  product_id  uuid        not null,
  constraint category_item_pkey primary key (site_id, id)
);
create index category_item_by_category on category_item (site_id, category_id, created_at, id);
create index category_item_by_product on category_item (site_id, product_id);

-- The categories of a product: those it was put into, all above them, and the one of all products.
create function product_categories(site uuid, product uuid) returns uuid[] language sql stable as $$
  with recursive up(id) as (
    select i.category_id from category_item i where i.site_id = site and i.product_id = product
    union
    select c.parent_id from up join category c on c.site_id = site and c.id = up.id
    where c.parent_id is not null
  )
  select coalesce(array_agg(id), '{}') from (
    select id from up
    union
    select id from category where site_id = site and managing_app_id is not null
  ) a
$$;

create function product_direct_categories(site uuid, product uuid) returns uuid[] language sql stable as $$
  select coalesce(array_agg(id), '{}') from (
    select category_id as id from category_item where site_id = site and product_id = product
    union
    select id from category where site_id = site and managing_app_id is not null
  ) a
$$;

-- Availability of a product over these of its variants: as of now, from the tallies.
create function product_availability(site uuid, product uuid, variants uuid[]) returns text language sql stable as $$
  select case n when 0 then 'OUT_OF_STOCK' when cardinality(variants) then 'IN_STOCK' else 'PARTIALLY_OUT_OF_STOCK' end
  from (
    select count(distinct i.variant_id) as n
    from inventory_item i
    left join tally t on t.site_id = i.site_id and t.kind = 'stock' and t.key = i.id::text
    where i.site_id = site and i.product_id = product and i.variant_id = any(variants)
      and case when i.track_quantity then coalesce(t.value, 0) > 0 else i.in_stock end
  ) s
$$;

create function product_preorder(site uuid, product uuid, variants uuid[]) returns text language sql stable as $$
  select case n when 0 then 'DISABLED' when cardinality(variants) then 'ENABLED' else 'PARTIALLY_ENABLED' end
  from (
    select count(distinct i.variant_id) as n
    from inventory_item i
    where i.site_id = site and i.product_id = product and i.variant_id = any(variants) and i.preorder_enabled
  ) s
$$;

-- Availability of one inventory item.
create function item_availability(site uuid, item uuid, track boolean, there boolean, preorder boolean) returns text language sql stable as $$
  select case
    when case when track
      then coalesce((select value from tally where site_id = site and kind = 'stock' and key = item::text), 0) > 0
      else there end then 'IN_STOCK'
    when preorder then 'PREORDER'
    else 'OUT_OF_STOCK' end
$$;

-- A text of one variant of a product; for administrators' queries over stock.
create function variant_text(site uuid, product uuid, variant uuid, field text) returns text language sql stable as $$
  select v ->> field
  from product p, jsonb_array_elements(p.doc::jsonb -> 'variantsInfo' -> 'variants') v
  where p.site_id = site and p.id = product and v ->> 'id' = variant::text
$$;

-- The choices of one variant in words, such as "M, Red".
create function variant_name(site uuid, product uuid, variant uuid) returns text language sql stable as $$
  select string_agg(c -> 'optionChoiceNames' ->> 'choiceName', ', ')
  from product p, jsonb_array_elements(p.doc::jsonb -> 'variantsInfo' -> 'variants') v,
    jsonb_array_elements(v -> 'choices') c
  where p.site_id = site and p.id = product and v ->> 'id' = variant::text
$$;

-- A category is seen when it and all above it are visible.
create function category_visible(site uuid, category uuid) returns boolean language sql stable as $$
  with recursive up(parent_id, visible) as (
    select c.parent_id, c.visible from category c where c.site_id = site and c.id = category
    union all
    select c.parent_id, c.visible from up join category c on c.site_id = site and c.id = up.parent_id
  )
  select bool_and(visible) from up
$$;
