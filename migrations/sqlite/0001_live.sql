CREATE TABLE `board` (
	`community` integer PRIMARY KEY NOT NULL,
	`workspace` integer NOT NULL,
	`channel` text NOT NULL,
	`message` text,
	`content_hash` text
);
--> statement-breakpoint
CREATE TABLE `kept` (
	`id` text PRIMARY KEY NOT NULL,
	`community` integer,
	`target` text NOT NULL,
	`kept_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`community` integer NOT NULL,
	`id` integer NOT NULL,
	`kind` text NOT NULL,
	`slot_at` integer NOT NULL,
	`workspace` integer NOT NULL,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`tried_at` integer,
	`closed_at` integer,
	`message` text,
	`problem` text,
	PRIMARY KEY(`community`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_slot` ON `outbox` (`community`,`kind`,`slot_at`);--> statement-breakpoint
CREATE TABLE `pause` (
	`community` integer NOT NULL,
	`member` integer NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	PRIMARY KEY(`community`, `member`, `from_at`)
);
--> statement-breakpoint
CREATE TABLE `schedule` (
	`community` integer NOT NULL,
	`kind` text NOT NULL,
	`workspace` integer NOT NULL,
	`channel` text NOT NULL,
	`weekday` integer NOT NULL,
	`hour` integer NOT NULL,
	`minute` integer NOT NULL,
	`next_slot_at` integer NOT NULL,
	PRIMARY KEY(`community`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`platform` text NOT NULL,
	`begun_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `__new_gap` (
	`community` integer NOT NULL,
	`space` integer NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`community`, `space`, `from_at`, `reason`)
);
--> statement-breakpoint
INSERT INTO `__new_gap`("community", "space", "from_at", "to_at", "reason") SELECT "community", "space", "from_at", "to_at", "reason" FROM `gap`;--> statement-breakpoint
DROP TABLE `gap`;--> statement-breakpoint
ALTER TABLE `__new_gap` RENAME TO `gap`;--> statement-breakpoint
CREATE TABLE `__new_practice` (
	`community` integer NOT NULL,
	`id` integer NOT NULL,
	`name` text NOT NULL,
	`how` text NOT NULL,
	`when_it_helps` text NOT NULL,
	`link` text,
	`sharer` integer,
	`shared_at` integer NOT NULL,
	PRIMARY KEY(`community`, `id`)
);
--> statement-breakpoint
INSERT INTO `__new_practice`("community", "id", "name", "how", "when_it_helps", "link", "sharer", "shared_at") SELECT "community", "id", "name", "how", "when_it_helps", NULL, "sharer", "shared_at" FROM `practice`;--> statement-breakpoint
DROP TABLE `practice`;--> statement-breakpoint
ALTER TABLE `__new_practice` RENAME TO `practice`;--> statement-breakpoint
ALTER TABLE `community` ADD `purpose` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `community` ADD `people_version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `erased` ADD `back_at` integer;--> statement-breakpoint
ALTER TABLE `sealed` ADD `is_first_here` integer DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE `sealed` SET `is_first_here` = `is_first`;--> statement-breakpoint
ALTER TABLE `space` ADD `is_bound` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `space` ADD `read_from_at` integer;--> statement-breakpoint
ALTER TABLE `workspace` ADD `removed_at` integer;--> statement-breakpoint
INSERT INTO `pause`(`community`, `member`, `from_at`, `to_at`) SELECT `community`, `id`, `paused_at`, NULL FROM `member` WHERE `paused_at` IS NOT NULL;--> statement-breakpoint
ALTER TABLE `member` DROP COLUMN `paused_at`;