-- Long payloads are packed by the engine; see OutboxPayload.
comment on column outbox.payload is
  'The event in JSON; or a byte 0, the length of the event in 4 bytes, and the event as one LZ4 block.';
