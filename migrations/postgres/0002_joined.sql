CREATE TABLE "code" (
	"hash" text NOT NULL,
	"community" integer NOT NULL,
	"purpose" text NOT NULL,
	"member" integer NOT NULL,
	"platform" text NOT NULL,
	"made_at" bigint NOT NULL,
	CONSTRAINT "code_community_hash_pk" PRIMARY KEY("community","hash")
);--> statement-breakpoint
ALTER TABLE "doing" ADD COLUMN "platform" text;--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "member" ADD COLUMN "is_named_everywhere" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "member" ADD COLUMN "joined_to" integer;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "platform" text;--> statement-breakpoint
UPDATE "identity" SET "name" = (SELECT m."name" FROM "member" m WHERE m."community" = "identity"."community" AND m."id" = "identity"."member");--> statement-breakpoint
UPDATE "practice" SET "platform" = (SELECT min(i."platform") FROM "identity" i WHERE i."community" = "practice"."community" AND i."member" = "practice"."sharer");--> statement-breakpoint
UPDATE "doing" SET "platform" = (SELECT min(i."platform") FROM "identity" i WHERE i."community" = "doing"."community" AND i."member" = "doing"."member");--> statement-breakpoint
ALTER TABLE "member" DROP COLUMN "name";