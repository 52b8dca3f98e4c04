// SPDX-License-Identifier: MIT
// What each field of a segment means, in both languages, with where it is specified.
const meanings = (() => {
	const fields = {
		frame: ["在捕获中的编号", "number of the packet in the capture"],
		time: ["捕获的时刻（UTC），和连接的第一个报文段之后的时间", "when it was captured (UTC), and how long after the connection's first segment"],
		source: ["发送方的IP地址", "IP address of the sender"],
		destination: ["接收方的IP地址", "IP address of the receiver"],
		ttl: ["IP：还能经过多少个路由器（TTL / hop limit）", "IP: how many more routers it may pass (TTL, hop limit)"],
		ecn: ["IP：显式拥塞通知（RFC 3168）", "IP: explicit congestion notification (RFC 3168)"],
		sport: ["源端口：与地址一起标识连接的一端", "port of the sender: with the address it identifies one end of the connection"],
		dport: ["目的端口：与地址一起标识另一端", "port of the receiver: with the address it identifies the other end"],
		seq: ["第一个数据字节（或SYN、FIN）的编号；括号里从初始序列号（ISN）数起", "of the first byte of the payload (or of SYN, FIN); in brackets counted from the initial sequence number"],
		ack: ["期待的下一个字节的编号：在它之前的都已收到", "number of the next byte expected: everything before it has been received"],
		ack_unset: ["没有ACK标志：这个字段没有意义", "no ACK flag: the field has no meaning"],
		offset: ["TCP首部的长度，以32位为单位；数据从它后面开始", "length of the TCP header in words of 32 bits: there the payload begins"],
		reserved: ["保留：必须是0", "reserved: must be zero"],
		win: ["接收窗口：这一端还能接收多少字节", "receive window: how many more bytes the sender of this segment can take"],
		win_syn: ["接收窗口；SYN里的窗口从不缩放（RFC 7323 2.2）", "receive window; in a SYN it is never scaled (RFC 7323 2.2)"],
		win_scaled: ["接收窗口：{win} × 2^{scale} = {scaled} 字节（RFC 7323）", "receive window: {win} × 2^{scale} = {scaled} bytes (RFC 7323)"],
		win_unknown: ["接收窗口；没有捕获到两端的SYN，缩放因子未知", "receive window; the scale is unknown, as not both SYNs were captured"],
		checksum: ["伪首部、首部和数据的校验和；在lo上或由网卡计算时，捕获到的可能还不是最终值", "of pseudo-header, header and payload; on lo, or where the network card computes it, the captured value may not be final"],
		urgent: ["紧急指针：只在有URG时有意义（新程序不应使用，RFC 9293 3.8.5）", "urgent pointer: has a meaning only with URG (not for new programs, RFC 9293 3.8.5)"],
		len: ["数据的字节数（由IP首部算出）", "payload bytes, by the IP header"],
	};
	const flags = [
		["FIN", ["发送方没有更多数据要发；占一个序列号", "no more data from the sender; occupies one sequence number"]],
		["SYN", ["同步序列号：建立连接；占一个序列号", "synchronize sequence numbers: opens a connection; occupies one sequence number"]],
		["RST", ["复位：异常终止连接，或拒绝报文段", "reset: aborts the connection, or rejects a segment"]],
		["PSH", ["推送：请及时交给应用", "push: to be delivered to the application promptly"]],
		["ACK", ["确认号有效；连接建立后总是置位", "the acknowledgment number is valid; always set once a connection is established"]],
		["URG", ["紧急指针有效", "the urgent pointer is valid"]],
		["ECE", ["收到了拥塞标记（CE）；在SYN里：支持ECN（RFC 3168）", "a congestion mark (CE) arrived; in a SYN: ECN is supported (RFC 3168)"]],
		["CWR", ["拥塞窗口已减小（RFC 3168）", "the congestion window was reduced (RFC 3168)"]],
		["AE", ["精确ECN（RFC 9768）", "accurate ECN (RFC 9768)"]],
	];
	const ecn = [
		["Not-ECT", ["不支持ECN", "not ECN-capable"]],
		["ECT(1)", ["支持ECN", "ECN-capable"]],
		["ECT(0)", ["支持ECN", "ECN-capable"]],
		["CE", ["途中遇到拥塞，被标记", "congestion experienced: marked on its way"]],
	];
	const options = {
		mss: ["最大报文段长度：一个报文段里我能接收的选项和数据最多这么长（RFC 9293 3.7.1）", "maximum segment size: what I can take in one segment, options and payload (RFC 9293 3.7.1)"],
		"window-scale": ["窗口缩放：以后我的窗口字段要乘以2的这么多次方（RFC 7323）", "window scale: from now on my window field is to be multiplied by two to this power (RFC 7323)"],
		"sack-permitted": ["我支持选择确认（SACK，RFC 2018）", "I understand selective acknowledgments (SACK, RFC 2018)"],
		sack: ["选择确认：这些区间也已收到（RFC 2018）；在确认号之前的是重复收到的（D-SACK，RFC 2883）", "selective acknowledgment: these ranges have arrived, too (RFC 2018); a range below the acknowledgment number arrived twice (D-SACK, RFC 2883)"],
		timestamps: ["时间戳：TSval是我的时钟，TSecr回显我收到的对方的时间戳（RFC 7323）", "timestamps: TSval is my clock, TSecr echoes a timestamp of yours (RFC 7323)"],
		"fast-open": ["TCP快速打开的cookie；长度为0：请求一个（RFC 7413）", "Fast Open cookie; of length 0: a request for one (RFC 7413)"],
		nop: ["填充，使后面的选项对齐", "padding, so that the next option is aligned"],
		end: ["选项到此为止", "end of the options"],
		malformed: ["长度无效：后面的选项无法读出", "an invalid length: what follows cannot be read"],
		"not-captured": ["捕获时被截掉了：其余的选项不知道", "cut off by the snaplen: the other options are not known"],
		other: ["不常见的选项（IANA TCP Option Kind {kind}）", "an uncommon option (IANA TCP option kind {kind})"],
	};
	// https://www.iana.org/assignments/tcp-parameters
	const kinds = {
		19: "MD5", 28: "User Timeout", 29: "TCP-AO", 30: "MPTCP", 69: "ENO",
		172: "AccECN0", 174: "AccECN1", 253: "experiment", 254: "experiment",
	};
	// How sure what is claimed is.
	const grades = {
		seen: ["捕获中可见", "seen in the capture"],
		follows: ["由捕获推出，任何TCP都如此", "follows from what was captured, for any TCP"],
		probably: ["可能：也许并非如此", "probably: it may be otherwise"],
		"cannot-tell": ["从捕获无法判断", "the capture does not tell more"],
		cannot: ["从捕获无法判断", "the capture does not tell more"],
	};
	return { fields, flags, ecn, options, kinds, grades };
})();
