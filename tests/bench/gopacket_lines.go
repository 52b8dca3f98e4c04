// SPDX-License-Identifier: MIT

// gopacket_lines FILE: the documented line for each TCP segment over IPv4, read with gopacket the way
// its own examples do, with a large output buffer.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
	"github.com/google/gopacket/pcap"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: gopacket_lines FILE")
	}
	capture, err := pcap.OpenOffline(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	defer capture.Close()
	output := bufio.NewWriterSize(os.Stdout, 128<<10)
	defer output.Flush()
	for packet := range gopacket.NewPacketSource(capture, capture.LinkType()).Packets() {
		ip, isIP := packet.NetworkLayer().(*layers.IPv4)
		tcp, isTCP := packet.TransportLayer().(*layers.TCP)
		if isIP && isTCP {
			fmt.Fprintf(output, "tcp报文 | %s:%d-->%s:%d | SYN: %t, ACK: %t, FIN: %t | "+
				"序列号: %d, 确认应答号: %d | payload: %s\n",
				ip.SrcIP, tcp.SrcPort, ip.DstIP, tcp.DstPort, tcp.SYN, tcp.ACK, tcp.FIN,
				tcp.Seq, tcp.Ack, tcp.Payload)
		}
	}
}
