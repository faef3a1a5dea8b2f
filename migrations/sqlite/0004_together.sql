CREATE TABLE `appointment` (
	`community` integer NOT NULL,
	`member` integer NOT NULL,
	`role` text NOT NULL,
	`by` integer,
	`at` integer NOT NULL,
	PRIMARY KEY(`community`, `member`, `role`)
);
--> statement-breakpoint
CREATE TABLE `closing` (
	`community` integer NOT NULL,
	`problem` integer NOT NULL,
	`number` integer NOT NULL,
	`closer` integer,
	`platform` text,
	`closed_at` integer NOT NULL,
	`changed` text NOT NULL,
	`changed_for_closer` text DEFAULT '' NOT NULL,
	`confirmer` integer,
	`confirmer_platform` text,
	`confirmed_at` integer,
	`reopened_at` integer,
	`reopener` integer,
	PRIMARY KEY(`community`, `problem`, `number`)
);
--> statement-breakpoint
CREATE TABLE `learning` (
	`community` integer NOT NULL,
	`id` integer NOT NULL,
	`member` integer NOT NULL,
	`topic` text NOT NULL,
	`as` text NOT NULL,
	`limit` integer NOT NULL,
	`platform` text,
	`at` integer NOT NULL,
	`closed_at` integer,
	PRIMARY KEY(`community`, `id`)
);
--> statement-breakpoint
CREATE INDEX `learning_member` ON `learning` (`community`,`member`);--> statement-breakpoint
CREATE TABLE `pair` (
	`community` integer NOT NULL,
	`id` integer NOT NULL,
	`topic` text NOT NULL,
	`learner` integer NOT NULL,
	`shower` integer NOT NULL,
	`proposed_at` integer NOT NULL,
	`learner_agreed_at` integer,
	`shower_agreed_at` integer,
	`space` integer,
	`learner_asked_on` text,
	`shower_asked_on` text,
	`ended_at` integer,
	PRIMARY KEY(`community`, `id`)
);
--> statement-breakpoint
CREATE TABLE `pair_question` (
	`community` integer NOT NULL,
	`pair` integer NOT NULL,
	`member` integer NOT NULL,
	`weeks` integer NOT NULL,
	`tried_at` integer,
	`asked_at` integer,
	`message` text,
	`answered_at` integer,
	`goes_on` integer,
	`acts_alone` integer,
	PRIMARY KEY(`community`, `pair`, `member`, `weeks`)
);
--> statement-breakpoint
CREATE TABLE `problem` (
	`community` integer NOT NULL,
	`id` integer NOT NULL,
	`title` text NOT NULL,
	`whom` text NOT NULL,
	`done_when` text NOT NULL,
	`first_step` text NOT NULL,
	`kind` text NOT NULL,
	`adult` integer,
	`places` integer,
	`until_day` integer,
	`curriculum` text DEFAULT '' NOT NULL,
	`partners` text DEFAULT '' NOT NULL,
	`link` text,
	`opener` integer,
	`platform` text,
	`opened_at` integer NOT NULL,
	PRIMARY KEY(`community`, `id`)
);
--> statement-breakpoint
CREATE TABLE `taking_part` (
	`community` integer NOT NULL,
	`problem` integer NOT NULL,
	`member` integer NOT NULL,
	`platform` text,
	`joined_at` integer NOT NULL,
	`left_at` integer,
	`changed` text DEFAULT '' NOT NULL,
	`told_at` integer,
	PRIMARY KEY(`community`, `problem`, `member`)
);
--> statement-breakpoint
CREATE TABLE `thanks` (
	`community` integer NOT NULL,
	`id` integer NOT NULL,
	`giver` integer NOT NULL,
	`receiver` integer NOT NULL,
	`what` text NOT NULL,
	`practice` integer,
	`link` text,
	`platform` text,
	`at` integer NOT NULL,
	`kept_at` integer,
	`refused_at` integer,
	PRIMARY KEY(`community`, `id`)
);
--> statement-breakpoint
CREATE TABLE `word` (
	`community` integer NOT NULL,
	`id` integer NOT NULL,
	`word` text NOT NULL,
	`meaning` text NOT NULL,
	`example` text DEFAULT '' NOT NULL,
	`giver` integer,
	`platform` text,
	`given_at` integer NOT NULL,
	PRIMARY KEY(`community`, `id`)
);
--> statement-breakpoint
CREATE TABLE `word_use` (
	`community` integer NOT NULL,
	`day` integer NOT NULL,
	`member` integer NOT NULL,
	`word` integer NOT NULL,
	`space` integer NOT NULL,
	`uses` integer NOT NULL,
	PRIMARY KEY(`community`, `day`, `member`, `word`, `space`)
);
--> statement-breakpoint
ALTER TABLE `message` ADD `words` text;--> statement-breakpoint
CREATE INDEX `message_main` ON `message` (`community`,`space`,`at`) WHERE thread is null;--> statement-breakpoint
CREATE INDEX `message_words` ON `message` (`community`,`at`) WHERE words is not null;