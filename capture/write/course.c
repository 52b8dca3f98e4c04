/* SPDX-License-Identifier: MIT */
#include "course.h"

#include "figure.h"

struct course course_of(const struct segment_event *event)
{
	const struct evidence_step *evidence = event->evidence;
	const unsigned syn_ack = TCP_FLAG_SYN | TCP_FLAG_ACK;
	struct course course = {.fate = COURSE_UNTOLD,
				.syn_ack = (event->segment->flags & syn_ack) == syn_ack};
	if (!evidence)
		return course;
	if (evidence->has_fate) {
		course.fate = (uint8_t)evidence->fate;
		course.grade = (uint8_t)evidence->grade;
		course.other = evidence->by;
		course.answered = evidence->by != 0 && evidence->by != event->segment->frame;
	}
	if (evidence->crossed != 0) {
		course.crossed = true;
		course.other = evidence->crossed;
	}
	for (size_t i = 0; evidence->live && i < evidence->event_count; i++)
		if (evidence->events[i].frame == event->segment->frame)
			course_learn(&course, &evidence->events[i]);
	return course;
}

void course_learn(struct course *course, const struct fate_event *event)
{
	if (event->kind == FATE_EVENT_CROSSED) {
		course->crossed = true;
		course->other = event->by;
	} else if (event->kind == FATE_EVENT_FATE) {
		course->fate = event->fate;
		course->grade = event->grade;
		course->other = course->crossed ? course->other : event->by;
	}
}

static const struct {
	enum arrow arrow;
	const char *words[2]; /* by enum lang; NULL: nothing to say */
} rows[FATE_COUNT + 1] = {
    [FATE_ARRIVED] = {ARROW_ARRIVES, {"已到达", "arrived"}},
    [FATE_LOST] = {ARROW_LOST, {"丢失", "lost"}},
    [FATE_PART_LOST] = {ARROW_ARRIVES, {"有一部分丢失", "lost in part"}},
    [FATE_LOST_OR_ANSWER] = {ARROW_UNSURE,
			     {"它或其ACK丢失或迟到", "it or its answer was lost, or late"}},
    [FATE_OVERTAKEN] = {ARROW_ARRIVES,
			{"后面的报文段后发先至（在途中或在捕获中）",
			 "overtaken (on the way or in the capture)"}},
    [FATE_DISCARDED] = {ARROW_DISCARDED, {"被接收方丢弃", "discarded by its receiver"}},
    [FATE_CAPTURE_DUPLICATE] = {ARROW_ARRIVES, {"再次被捕获", "captured again"}},
    [FATE_DUPLICATE] = {ARROW_ARRIVES, {"网络中的重复数据包", "doubled by the network"}},
    [FATE_UNKNOWN] = {ARROW_UNSURE, {"是否到达未知", "arrival unknown"}},
};

const char *fate_words(enum lang lang, enum fate fate)
{
	return rows[fate].words[lang];
}

/* That it arrived is what one expects. */
static const char *course_words(const struct course *course, enum lang lang)
{
	static const char *const no_answer[] = {"重发前没有捕获到有效确认",
						"no valid ACK captured before it was sent again"};
	static const char *const challenged[] = {"得到ACK响应，没有改变什么",
						 "answered with an ACK, changed nothing"};
	if (course->fate == FATE_LOST_OR_ANSWER && course->syn_ack)
		return no_answer[lang];
	if (course->fate == FATE_DISCARDED && course->syn_ack && course->answered)
		return challenged[lang];
	return course->fate == FATE_ARRIVED ? NULL : rows[course->fate].words[lang];
}

enum arrow course_arrow(const struct course *course)
{
	return rows[course->fate].arrow;
}

bool course_is_remarkable(const struct course *course, label_set labels)
{
	return labels || course->crossed || course_words(course, LANG_EN);
}

static void text_probably(struct text *text, enum lang lang, enum fate_grade grade)
{
	if (grade == FATE_PROBABLY)
		text_string(text, lang == LANG_ZH ? "可能" : "probably ");
}

/* "It or its answer" leaves open what "probably" would. */
void text_doubt(struct text *text, enum lang lang, unsigned fate, enum fate_grade grade)
{
	if (fate != FATE_LOST_OR_ANSWER)
		text_probably(text, lang, grade);
}

void text_course(struct text *text, enum lang lang, const struct course *course, label_set labels)
{
	const char *comma = lang == LANG_ZH ? "，" : ", ";
	const char *fate = course_words(course, lang);
	/* Nothing was sent again. */
	if (course->fate == FATE_OVERTAKEN)
		labels &= ~label_retransmissions();
	text_labels(text, lang, labels);
	if (fate) {
		text_string(text, labels ? comma : "");
		text_doubt(text, lang, course->fate, (enum fate_grade)course->grade);
		text_string(text, fate);
	}
	if (course->crossed) {
		text_string(text, labels || fate ? comma : "");
		text_string(text, lang == LANG_ZH ? "途中交叉" : "crossed on the way");
	}
}

void text_captured(struct text *text, enum lang lang, unsigned times, enum fate_grade grade)
{
	text_probably(text, lang, grade);
	if (times == 2)
		text_string(text, lang == LANG_ZH ? "被捕获两次" : "captured twice");
	else
		text_format(text, lang == LANG_ZH ? "被捕获%u次" : "captured %u times", times);
}

const struct ends_correction *correction_of(const struct segment_event *event)
{
	const struct evidence_step *evidence = event->evidence;
	bool told = evidence && evidence->live && evidence->ends.correction.frame != 0;
	return told ? &evidence->ends.correction : NULL;
}

void text_correction(struct text *text, enum lang lang, const struct ends_correction *correction)
{
	bool zh = lang == LANG_ZH;
	text_string(text, zh ? "更正：" : "correction: the ");
	text_string(text, side_name(lang, (enum side)correction->end));
	text_string(text, zh ? "不是" : " was not ");
	text_string(text, tcp_state_name((enum tcp_state)correction->was));
	text_string(text, zh ? "，而是" : " but ");
	text_string(text, tcp_state_name((enum tcp_state)correction->state));
}

void state_correct(struct end_state *state, const struct ends_correction *correction)
{
	if (state->state == correction->was && !state->proven)
		*state = (struct end_state){.state = correction->state, .proven = true};
}
