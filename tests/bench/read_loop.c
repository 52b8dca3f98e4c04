/* SPDX-License-Identifier: MIT */
/* read_loop FILE: the floor under every reader of captures: pcap_next_ex() until the end, one byte
 * of each packet touched. */
#include <pcap/pcap.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	char reason[PCAP_ERRBUF_SIZE] = "usage: read_loop FILE";
	pcap_t *pcap = argc == 2 ? pcap_open_offline(argv[1], reason) : NULL;
	if (!pcap)
		return fprintf(stderr, "read_loop: %s\n", reason), 1;
	struct pcap_pkthdr *header;
	const u_char *bytes;
	unsigned long packets = 0;
	unsigned long sum = 0;
	while (pcap_next_ex(pcap, &header, &bytes) == 1) {
		packets++;
		sum += bytes[header->caplen / 2];
	}
	pcap_close(pcap);
	printf("%lu packets, %lu\n", packets, sum);
	return 0;
}
