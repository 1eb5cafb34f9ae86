-- Commands that one node has sent to another are remembered for a short while only.
create index command_sent_by_age on command (created_at) where key like 'sent/%';
