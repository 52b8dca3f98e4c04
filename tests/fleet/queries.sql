-- Who resets whom (each end tells it once: the end that told more counts)
SELECT who, whom, max(lines) AS connections
FROM
(
    SELECT if(position(history, 'r') > 0, server, client_address) AS who,
        if(position(history, 'r') > 0, client_address, server) AS whom, host, count() AS lines
    FROM tcp_event FINAL
    WHERE event = 'connection' AND (close IN ('reset', 'fin-then-reset') OR open = 'refused')
    GROUP BY who, whom, host
)
GROUP BY who, whom ORDER BY connections DESC, who, whom;
-- How long the handshake takes, by server and minute
SELECT server, toStartOfMinute(time) AS minute, uniqExact(community_id) AS handshakes,
    quantileExact(0.5)(syn_rtt_us) AS p50_us, quantileExact(0.9)(syn_rtt_us) AS p90_us,
    quantileExact(0.99)(syn_rtt_us) AS p99_us
FROM tcp_event FINAL
WHERE event = 'connection' AND isNotNull(syn_rtt_us)
GROUP BY server, minute ORDER BY server, minute;
-- What is sent again, by pair: what both ends saw arrived twice, what one end saw was lost between them
SELECT client_address, server, sum(connections) AS connections, sum(most) AS sent_again,
    sum(most - least) AS lost_between
FROM
(
    SELECT community_id, client_address, server, max(lines) AS connections, max(again) AS most,
        min(again) AS least, count() AS ends
    FROM
    (
        SELECT community_id, client_address, server, host, count() AS lines, sum(retransmissions) AS again
        FROM tcp_event FINAL WHERE event = 'connection'
        GROUP BY community_id, client_address, server, host
    )
    GROUP BY community_id, client_address, server
)
WHERE ends = 2
GROUP BY client_address, server ORDER BY client_address, server;
-- What is missing, and what came twice and was not merged yet
SELECT host, uniqExact(boot) AS boots, sum(most - different) AS missing, sum(lines - different) AS twice
FROM
(
    SELECT host, boot, max(sequence) AS most, uniqExact(sequence) AS different, count() AS lines
    FROM tcp_event GROUP BY host, boot
)
GROUP BY host ORDER BY host;
