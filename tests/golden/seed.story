# SPDX-License-Identifier: MIT
# The eight segments of the reference listing, with its own ports and sequence numbers.
# seed.pcap is what 'story build' makes of it.
title the documented capture: three-way handshake, hello world, a close of three segments
end C 127.0.0.1 48604 isn 826795163
end S 127.0.0.1 8079 isn 2753825882
+0 C S 0 win 65495 <mss 65495 sackok ts 1 0 nop ws 7>
+13us S SA 0/1 win 65483 <mss 65495 sackok ts 7 1 nop ws 7>
+8us C A 1/1 win 512 <nop nop ts 1 7>
+95us C PA 1/1 "hello world" win 512 <nop nop ts 1 7>
+7us S A 1/12 win 512 <nop nop ts 7 1>
+46us C FA 12/1 win 512 <nop nop ts 1 7>
+71us S FA 1/13 win 512 <nop nop ts 7 1>
+9us C A 13/2 win 512 <nop nop ts 1 7>
