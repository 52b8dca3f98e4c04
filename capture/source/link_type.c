/* SPDX-License-Identifier: MIT */
#include "source_private.h"

/* A capture file numbers its link types with LINKTYPE_ values, which are the same everywhere;
 * libpcap tells them as DLT_ values, which differ among systems for these
 * (https://www.tcpdump.org/linktypes.html). All others are the same number in both. */
static const struct {
	int dlt, linktype;
} different[] = {
    {14, 101}, /* OpenBSD writes its DLT_RAW as it is */
    {DLT_ATM_RFC1483, 100},
    {DLT_RAW, 101},
    {DLT_SLIP_BSDOS, 102},
    {DLT_PPP_BSDOS, 103},
    {DLT_C_HDLC, 104},
    {DLT_ATM_CLIP, 106},
    {DLT_FRELAY, 107},
    {DLT_LOOP, 108},
    {DLT_ENC, 109},
    {DLT_PFSYNC, 246},
    {DLT_PKTAP, 258},
};

int link_type_of(int dlt)
{
	for (size_t i = 0; i < sizeof different / sizeof different[0]; i++)
		if (different[i].dlt == dlt)
			return different[i].linktype;
	return dlt;
}
