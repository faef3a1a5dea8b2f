CREATE TABLE "appointment" (
	"community" integer NOT NULL,
	"member" integer NOT NULL,
	"role" text NOT NULL,
	"by" integer,
	"at" bigint NOT NULL,
	CONSTRAINT "appointment_community_member_role_pk" PRIMARY KEY("community","member","role")
);
--> statement-breakpoint
CREATE TABLE "closing" (
	"community" integer NOT NULL,
	"problem" integer NOT NULL,
	"number" integer NOT NULL,
	"closer" integer,
	"platform" text,
	"closed_at" bigint NOT NULL,
	"changed" text NOT NULL,
	"changed_for_closer" text DEFAULT '' NOT NULL,
	"confirmer" integer,
	"confirmer_platform" text,
	"confirmed_at" bigint,
	"reopened_at" bigint,
	"reopener" integer,
	CONSTRAINT "closing_community_problem_number_pk" PRIMARY KEY("community","problem","number")
);
--> statement-breakpoint
CREATE TABLE "learning" (
	"community" integer NOT NULL,
	"id" integer NOT NULL,
	"member" integer NOT NULL,
	"topic" text NOT NULL,
	"as" text NOT NULL,
	"limit" integer NOT NULL,
	"platform" text,
	"at" bigint NOT NULL,
	"closed_at" bigint,
	CONSTRAINT "learning_community_id_pk" PRIMARY KEY("community","id")
);
--> statement-breakpoint
CREATE TABLE "pair" (
	"community" integer NOT NULL,
	"id" integer NOT NULL,
	"topic" text NOT NULL,
	"learner" integer NOT NULL,
	"shower" integer NOT NULL,
	"proposed_at" bigint NOT NULL,
	"learner_agreed_at" bigint,
	"shower_agreed_at" bigint,
	"space" integer,
	"learner_asked_on" text,
	"shower_asked_on" text,
	"ended_at" bigint,
	CONSTRAINT "pair_community_id_pk" PRIMARY KEY("community","id")
);
--> statement-breakpoint
CREATE TABLE "pair_question" (
	"community" integer NOT NULL,
	"pair" integer NOT NULL,
	"member" integer NOT NULL,
	"weeks" integer NOT NULL,
	"tried_at" bigint,
	"asked_at" bigint,
	"message" text,
	"answered_at" bigint,
	"goes_on" boolean,
	"acts_alone" boolean,
	CONSTRAINT "pair_question_community_pair_member_weeks_pk" PRIMARY KEY("community","pair","member","weeks")
);
--> statement-breakpoint
CREATE TABLE "problem" (
	"community" integer NOT NULL,
	"id" integer NOT NULL,
	"title" text NOT NULL,
	"whom" text NOT NULL,
	"done_when" text NOT NULL,
	"first_step" text NOT NULL,
	"kind" text NOT NULL,
	"adult" integer,
	"places" integer,
	"until_day" integer,
	"curriculum" text DEFAULT '' NOT NULL,
	"partners" text DEFAULT '' NOT NULL,
	"link" text,
	"opener" integer,
	"platform" text,
	"opened_at" bigint NOT NULL,
	CONSTRAINT "problem_community_id_pk" PRIMARY KEY("community","id")
);
--> statement-breakpoint
CREATE TABLE "taking_part" (
	"community" integer NOT NULL,
	"problem" integer NOT NULL,
	"member" integer NOT NULL,
	"platform" text,
	"joined_at" bigint NOT NULL,
	"left_at" bigint,
	"changed" text DEFAULT '' NOT NULL,
	"told_at" bigint,
	CONSTRAINT "taking_part_community_problem_member_pk" PRIMARY KEY("community","problem","member")
);
--> statement-breakpoint
CREATE TABLE "thanks" (
	"community" integer NOT NULL,
	"id" integer NOT NULL,
	"giver" integer NOT NULL,
	"receiver" integer NOT NULL,
	"what" text NOT NULL,
	"practice" integer,
	"link" text,
	"platform" text,
	"at" bigint NOT NULL,
	"kept_at" bigint,
	"refused_at" bigint,
	CONSTRAINT "thanks_community_id_pk" PRIMARY KEY("community","id")
);
--> statement-breakpoint
CREATE TABLE "word" (
	"community" integer NOT NULL,
	"id" integer NOT NULL,
	"word" text NOT NULL,
	"meaning" text NOT NULL,
	"example" text DEFAULT '' NOT NULL,
	"giver" integer,
	"platform" text,
	"given_at" bigint NOT NULL,
	CONSTRAINT "word_community_id_pk" PRIMARY KEY("community","id")
);
--> statement-breakpoint
CREATE TABLE "word_use" (
	"community" integer NOT NULL,
	"day" integer NOT NULL,
	"member" integer NOT NULL,
	"word" integer NOT NULL,
	"space" integer NOT NULL,
	"uses" integer NOT NULL,
	CONSTRAINT "word_use_community_day_member_word_space_pk" PRIMARY KEY("community","day","member","word","space")
);
--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "words" text;--> statement-breakpoint
CREATE INDEX "learning_member" ON "learning" USING btree ("community","member");--> statement-breakpoint
CREATE INDEX "message_main" ON "message" USING btree ("community","space","at") WHERE thread is null;--> statement-breakpoint
CREATE INDEX "message_words" ON "message" USING btree ("community","at") WHERE words is not null;