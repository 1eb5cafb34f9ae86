-- Invoices and receipts of orders, and invoices that were made elsewhere. What one shows is frozen in its document.
create table sales_document (
  site_id     uuid        not null,
  id          uuid        not null,
  revision    bigint      not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  doc         text        not null,
  order_id    uuid        not null,
  kind        text        not null,
  fingerprint text        not null,
  number      text,
  payment_id  uuid,
  outside_id  text,
  outside_app text,
  constraint sales_document_pkey primary key (site_id, id)
);
-- An order has one document of one content.
create unique index sales_document_content on sales_document (site_id, order_id, fingerprint);
-- Links name a document by its id alone.
create index sales_document_by_id on sales_document (id);

-- The files, made once from what the document froze.
create table sales_document_file (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  pdf        bytea       not null,
  constraint sales_document_file_pkey primary key (site_id, id)
);
