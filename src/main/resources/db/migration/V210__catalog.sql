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
  variant_count       int         not null,
  searched            text        not null,
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
  variant_name     text,
  variant_sku      text,
  variant_barcode  text,
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
