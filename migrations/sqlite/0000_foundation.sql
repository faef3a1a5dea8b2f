CREATE TABLE `community` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`time_zone` text NOT NULL,
	`is_live` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `community_name` ON `community` (`name_key`);--> statement-breakpoint
CREATE TABLE `companion` (
	`community` integer NOT NULL,
	`doing` integer NOT NULL,
	`member` integer NOT NULL,
	PRIMARY KEY(`community`, `doing`, `member`)
);
--> statement-breakpoint
CREATE TABLE `covered` (
	`community` integer NOT NULL,
	`space` integer NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer NOT NULL,
	PRIMARY KEY(`community`, `space`, `from_at`)
);
--> statement-breakpoint
CREATE TABLE `daily` (
	`community` integer NOT NULL,
	`day` integer NOT NULL,
	`member` integer NOT NULL,
	`space` integer NOT NULL,
	`messages` integer NOT NULL,
	`reactions` integer NOT NULL,
	`acts` integer NOT NULL,
	PRIMARY KEY(`community`, `day`, `member`, `space`)
);
--> statement-breakpoint
CREATE TABLE `doing` (
	`community` integer NOT NULL,
	`id` integer NOT NULL,
	`member` integer NOT NULL,
	`what` text NOT NULL,
	`practice` integer,
	`outcome` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`community`, `id`)
);
--> statement-breakpoint
CREATE TABLE `erased` (
	`community` integer NOT NULL,
	`hash` text NOT NULL,
	`erased_at` integer NOT NULL,
	PRIMARY KEY(`community`, `hash`)
);
--> statement-breakpoint
CREATE TABLE `gap` (
	`community` integer NOT NULL,
	`space` integer NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`community`, `space`, `from_at`)
);
--> statement-breakpoint
CREATE TABLE `identity` (
	`community` integer NOT NULL,
	`hash` text NOT NULL,
	`member` integer NOT NULL,
	`platform` text NOT NULL,
	`cipher` text NOT NULL,
	PRIMARY KEY(`community`, `hash`)
);
--> statement-breakpoint
CREATE INDEX `identity_member` ON `identity` (`community`,`member`);--> statement-breakpoint
CREATE TABLE `member` (
	`community` integer NOT NULL,
	`id` integer NOT NULL,
	`name` text,
	`paused_at` integer,
	PRIMARY KEY(`community`, `id`)
);
--> statement-breakpoint
CREATE TABLE `message` (
	`community` integer NOT NULL,
	`space` integer NOT NULL,
	`key` text NOT NULL,
	`author` integer,
	`at` integer,
	`thread` text,
	`reference` text,
	`reference_author` integer,
	`named` text,
	`length` integer,
	`asks` integer,
	`is_deleted` integer NOT NULL,
	`received_day` integer NOT NULL,
	PRIMARY KEY(`community`, `space`, `key`)
);
--> statement-breakpoint
CREATE INDEX `message_at` ON `message` (`community`,`at`);--> statement-breakpoint
CREATE INDEX `message_thread` ON `message` (`community`,`space`,`thread`,`at`) WHERE thread is not null;--> statement-breakpoint
CREATE TABLE `passage` (
	`community` integer NOT NULL,
	`member` integer NOT NULL,
	`space` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`community`, `member`, `space`, `kind`, `at`)
);
--> statement-breakpoint
CREATE TABLE `practice` (
	`community` integer NOT NULL,
	`id` integer NOT NULL,
	`name` text NOT NULL,
	`how` text NOT NULL,
	`when_it_helps` text NOT NULL,
	`sharer` integer NOT NULL,
	`shared_at` integer NOT NULL,
	PRIMARY KEY(`community`, `id`)
);
--> statement-breakpoint
CREATE TABLE `break` (
	`community` integer NOT NULL,
	`from_day` integer NOT NULL,
	`to_day` integer NOT NULL,
	PRIMARY KEY(`community`, `from_day`)
);
--> statement-breakpoint
CREATE TABLE `reaction` (
	`community` integer NOT NULL,
	`space` integer NOT NULL,
	`message` text NOT NULL,
	`emoji` text NOT NULL,
	`member` integer NOT NULL,
	`at` integer NOT NULL,
	`is_exact` integer NOT NULL,
	`is_present` integer NOT NULL,
	`count` integer NOT NULL,
	`author` integer,
	`counted_day` integer,
	`counted` integer NOT NULL,
	`received_day` integer NOT NULL,
	PRIMARY KEY(`community`, `space`, `message`, `emoji`, `member`)
);
--> statement-breakpoint
CREATE TABLE `sealed` (
	`community` integer NOT NULL,
	`id` integer NOT NULL,
	`day` integer NOT NULL,
	`hour` integer NOT NULL,
	`space` integer NOT NULL,
	`member` integer NOT NULL,
	`is_starter` integer NOT NULL,
	`is_first` integer NOT NULL,
	`answered_after_ms` integer,
	PRIMARY KEY(`community`, `id`)
);
--> statement-breakpoint
CREATE INDEX `sealed_day` ON `sealed` (`community`,`day`);--> statement-breakpoint
CREATE TABLE `sealed_stretch` (
	`community` integer NOT NULL,
	`space` integer NOT NULL,
	`from_day` integer NOT NULL,
	`to_day` integer NOT NULL,
	`last_main_at` integer,
	PRIMARY KEY(`community`, `space`, `from_day`)
);
--> statement-breakpoint
CREATE TABLE `sequence` (
	`community` integer NOT NULL,
	`kind` text NOT NULL,
	`next` integer NOT NULL,
	PRIMARY KEY(`community`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `space` (
	`community` integer NOT NULL,
	`id` integer NOT NULL,
	`workspace` integer NOT NULL,
	`external_id` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`community`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `space_external` ON `space` (`workspace`,`external_id`);--> statement-breakpoint
CREATE TABLE `thread` (
	`community` integer NOT NULL,
	`space` integer NOT NULL,
	`key` text NOT NULL,
	`opened_at` integer,
	`start_at` integer,
	`starter` integer,
	PRIMARY KEY(`community`, `space`, `key`)
);
--> statement-breakpoint
CREATE TABLE `tie` (
	`community` integer NOT NULL,
	`day` integer NOT NULL,
	`member` integer NOT NULL,
	`other` integer NOT NULL,
	`space` integer NOT NULL,
	`replies` integer NOT NULL,
	`mentions` integer NOT NULL,
	PRIMARY KEY(`community`, `day`, `member`, `other`, `space`)
);
--> statement-breakpoint
CREATE TABLE `waiting_mark` (
	`community` integer NOT NULL,
	`space` integer NOT NULL,
	`key` text NOT NULL,
	`mark` text NOT NULL,
	`member` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`community`, `space`, `key`)
);
--> statement-breakpoint
CREATE TABLE `workspace` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`platform` text NOT NULL,
	`external_id` text NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workspace_external` ON `workspace` (`platform`,`external_id`);