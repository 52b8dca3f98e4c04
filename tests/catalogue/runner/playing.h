/* SPDX-License-Identifier: MIT */
/* One scenario from the first program to the verdict, driven by what the programs print. */
#ifndef PLAYING_H
#define PLAYING_H

#include "lang.h"
#include "outcome.h"
#include "private_network.h"
#include "words.h"

enum { PATIENCE_S = 10 }; /* that any step may take before the scenario is given up */

struct playing_options {
	const char *programs;  /* the folder of sniffer, server and client */
	const char *scenarios; /* and those of the scenarios and the golden outputs */
	const char *goldens;
	const char *work;  /* a folder for what is written meanwhile */
	unsigned place;    /* among those that are played at the same time */
	const char *keep;  /* a folder for what is left; NULL: nothing is */
	bool keep_folders; /* in a folder for each scenario in it */
	unsigned patience_s;
	unsigned runs;    /* connections for each delay of a sweep; 0: as many as it takes */
	unsigned limit_s; /* that all of it may take, where no listing is shown; 0: no limit */
	enum network_kind network;   /* that this process is in */
	bool check;                  /* the verdict is what is wanted */
	bool times;                  /* timers are compared, too, or made golden */
	bool update;                 /* make the golden output */
	const struct words *changes; /* to the scenario, see scenario_change.h; NULL: none */
	bool show;                   /* the listing, as it comes */
	bool ladder;                 /* as a ladder in place of the listing, when it is over */
	bool explain;                /* the sniffer's explanations, and the kernel's states */
	enum lang lang;              /* of what is said about TCP */
	const char *lang_word;       /* --lang for the programs; NULL: not given */
};

/* In this process's network. SIGTERM ends it: then OUTCOME says so. */
void playing_run(const struct playing_options *options, const char *name, struct outcome *outcome);

#endif
