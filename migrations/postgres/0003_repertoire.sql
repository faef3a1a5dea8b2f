CREATE TABLE "earlier_text" (
	"community" integer NOT NULL,
	"practice" integer NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"how" text NOT NULL,
	"when_it_helps" text NOT NULL,
	"problem" text NOT NULL,
	"follows" text NOT NULL,
	"tags" text NOT NULL,
	"link" text,
	"until" bigint NOT NULL,
	"by" integer,
	CONSTRAINT "earlier_text_community_practice_number_pk" PRIMARY KEY("community","practice","number")
);
--> statement-breakpoint
ALTER TABLE "companion" ADD COLUMN "confirmed_at" bigint;--> statement-breakpoint
ALTER TABLE "doing" ADD COLUMN "happened" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "doing" ADD COLUMN "learned" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "doing" ADD COLUMN "evidence" text;--> statement-breakpoint
ALTER TABLE "doing" ADD COLUMN "is_askable" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "problem" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "follows" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "tags" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "parent" integer;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "retired_at" bigint;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "retired_why" text;