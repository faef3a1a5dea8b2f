CREATE TABLE `earlier_text` (
	`community` integer NOT NULL,
	`practice` integer NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`how` text NOT NULL,
	`when_it_helps` text NOT NULL,
	`problem` text NOT NULL,
	`follows` text NOT NULL,
	`tags` text NOT NULL,
	`link` text,
	`until` integer NOT NULL,
	`by` integer,
	PRIMARY KEY(`community`, `practice`, `number`)
);
--> statement-breakpoint
ALTER TABLE `companion` ADD `confirmed_at` integer;--> statement-breakpoint
ALTER TABLE `doing` ADD `happened` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `doing` ADD `learned` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `doing` ADD `evidence` text;--> statement-breakpoint
ALTER TABLE `doing` ADD `is_askable` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `practice` ADD `problem` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `practice` ADD `follows` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `practice` ADD `tags` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `practice` ADD `parent` integer;--> statement-breakpoint
ALTER TABLE `practice` ADD `retired_at` integer;--> statement-breakpoint
ALTER TABLE `practice` ADD `retired_why` text;