// SPDX-License-Identifier: MIT
// What each field of a segment means, in both languages, with where it is specified.
const meanings = (() => {
	const fields = {
		frame: ["在捕获中的编号", "number of the packet in the capture"],
		time: ["捕获的时刻（UTC），和连接的第一个报文之后的时间", "when it was captured (UTC), and how long after the connection's first segment"],
		source: ["发送方的IP地址", "IP address of the sender"],
		destination: ["接收方的IP地址", "IP address of the receiver"],
		ttl: ["IP：还能经过多少个路由器（TTL / hop limit）", "IP: how many routers it may still pass (TTL, hop limit)"],
		ecn: ["IP：显式拥塞通知（RFC 3168）", "IP: explicit congestion notification (RFC 3168)"],
		sport: ["源端口：与地址一起标明连接的一端", "with the address it names one end of the connection"],
		dport: ["目的端口：服务端在这里监听", "the other end; a server listens at its port"],
		seq: ["第一个数据字节（或SYN、FIN）的编号；相对值从初始序列号数起", "number of the first payload byte (or of SYN, FIN); relative: counted from the initial sequence number"],
		ack: ["期待的下一个字节的编号：在它之前的都已收到", "number of the next byte that is expected: all before it has arrived"],
		ack_unset: ["没有ACK标志：这个字段没有意义", "no ACK flag: the field means nothing"],
		offset: ["TCP首部的长度，以32位为单位；数据从它后面开始", "length of the TCP header in words of 32 bits: the payload begins behind it"],
		reserved: ["保留：必须是0", "reserved: must be zero"],
		win: ["接收窗口：还能接收多少字节", "receive window: how many bytes it can still take"],
		win_syn: ["接收窗口；SYN里的窗口从不放大（RFC 7323 2.2）", "receive window; in a SYN it is never scaled (RFC 7323 2.2)"],
		win_scaled: ["接收窗口：{win} × 2^{scale} = {scaled} 字节（RFC 7323）", "receive window: {win} × 2^{scale} = {scaled} bytes (RFC 7323)"],
		win_unknown: ["接收窗口；没有看到SYN，放大的倍数不知道", "receive window; its scale is not known, as no SYN was seen"],
		checksum: ["伪首部、首部和数据的校验和；在lo上或由网卡计算时，捕获到的还不是最终值", "of pseudo-header, header and payload; on lo, or where the network card computes it, what was captured is not final"],
		urgent: ["紧急指针：只在有URG时有意义（RFC 6093：不要使用）", "urgent pointer: means something with URG alone (RFC 6093: do not use it)"],
		len: ["数据的字节数（由IP首部算出）", "payload bytes, by the IP header"],
	};
	const flags = [
		["FIN", ["没有更多数据要发；占一个序列号", "no more data from the sender; takes one sequence number"]],
		["SYN", ["同步序列号：打开连接；占一个序列号", "synchronise sequence numbers: opens; takes one sequence number"]],
		["RST", ["复位：立即中止连接", "reset: aborts the connection at once"]],
		["PSH", ["推送：请立即交给应用", "push: hand it to the application at once"]],
		["ACK", ["确认号有效；除第一个SYN外总是置位", "the acknowledgment number counts; set in all but the first SYN"]],
		["URG", ["紧急指针有效", "the urgent pointer counts"]],
		["ECE", ["收到了拥塞标记；在SYN里：支持ECN（RFC 3168）", "a congestion mark arrived; in a SYN: ECN is supported (RFC 3168)"]],
		["CWR", ["拥塞窗口已减小（RFC 3168）", "the congestion window was reduced (RFC 3168)"]],
		["AE", ["精确ECN（RFC 9768）", "accurate ECN (RFC 9768)"]],
	];
	const ecn = [
		["Not-ECT", ["不支持ECN", "not ECN-capable"]],
		["ECT(1)", ["支持ECN", "ECN-capable"]],
		["ECT(0)", ["支持ECN", "ECN-capable"]],
		["CE", ["路由器拥塞，做了标记", "a router was congested and marked it"]],
	];
	const options = {
		mss: ["最大报文段长度：我能接收的数据最多这么长（RFC 9293 3.7.1）", "maximum segment size: as much payload I take in one segment (RFC 9293 3.7.1)"],
		"window-scale": ["窗口放大：我的窗口以后要乘以2的这么多次方（RFC 7323）", "window scale: from now on my window counts times two to this power (RFC 7323)"],
		"sack-permitted": ["我支持选择确认（RFC 2018）", "I can use selective acknowledgments (RFC 2018)"],
		sack: ["选择确认：这些区间也收到了（RFC 2018）；在确认号之前的是重复收到的（D-SACK，RFC 2883）", "selective acknowledgment: these ranges have arrived, too (RFC 2018); before the ACK number: arrived twice (D-SACK, RFC 2883)"],
		timestamps: ["时间戳：我的时钟，和我最近收到的对方的时钟（RFC 7323）", "timestamps: my clock, and the last value of yours that I got (RFC 7323)"],
		"fast-open": ["快速打开的Cookie；长度0：请求一个（RFC 7413）", "Fast Open cookie; of length 0: please give me one (RFC 7413)"],
		nop: ["填充，使后面的选项对齐", "padding, so that the next option is aligned"],
		end: ["选项到此为止", "end of the options"],
		malformed: ["长度不可能：后面的选项无法读出", "a length that cannot be: what follows cannot be read"],
		"not-captured": ["抓包时被截掉了：其余的选项不知道", "cut off by the snaplen: the other options are not known"],
		other: ["不常见的选项（IANA TCP Option Kind {kind}）", "an uncommon option (IANA TCP option kind {kind})"],
	};
	// https://www.iana.org/assignments/tcp-parameters
	const kinds = {
		19: "MD5", 28: "User Timeout", 29: "TCP-AO", 30: "MPTCP", 69: "ENO",
		172: "AccECN0", 174: "AccECN1", 253: "experiment", 254: "experiment",
	};
	return { fields, flags, ecn, options, kinds };
})();
