CREATE TABLE tcp_event
(
    host String, boot UInt64, sequence UInt64,  -- which line: one of each stays
    time DateTime, event String,
    client String, server String,               -- 192.0.2.7:443, [2001:db8::7]:443
    client_address String MATERIALIZED replaceRegexpOne(client, ':[0-9]+$', ''),
    community_id String,
    open String, close String, closed_first String,
    segments UInt32, client_bytes UInt64, server_bytes UInt64, retransmissions UInt32,
    syn_rtt_us Nullable(UInt64), duration_us Nullable(UInt64),
    zeek_state String, history String,
    captured UInt64, dropped UInt64, evicted UInt64     -- of event 'statistics'
)
ENGINE = ReplacingMergeTree() PARTITION BY toYYYYMM(time) ORDER BY (host, boot, sequence)
