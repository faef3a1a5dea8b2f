/** Where what was published and seen is not to be taken literally: it is of 2021, and samples show only what somebody met. */

/** Methods that are younger than the description, with their arguments. */
export const NEW_METHODS: Readonly<Record<string, readonly string[]>> = {
  'apps.connections.open': [],
  'files.getUploadURLExternal': ['filename', 'length', 'alt_txt', 'alt_text', 'snippet_type'],
  'files.completeUploadExternal': [
    'files',
    'channel_id',
    'channels',
    'thread_ts',
    'initial_comment',
    'blocks',
  ],
}

/** Arguments that Bolt gives to every method. */
export const COMMON_ARGUMENTS: readonly string[] = ['team_id']

/** Arguments that are younger than the description, or that it forgot. */
export const KNOWN_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  'api.test': ['error', 'foo'],
  'bots.info': ['bot', 'team_id'],
  'team.info': ['team', 'domain'],
  'chat.postMessage': ['metadata', 'markdown_text', 'client_msg_id'],
  'chat.postEphemeral': ['markdown_text'],
  'chat.update': ['metadata', 'reply_broadcast', 'file_ids', 'markdown_text'],
  'conversations.history': ['include_all_metadata'],
  'conversations.replies': ['include_all_metadata'],
  'conversations.info': ['include_num_members', 'include_locale'],
  'conversations.list': ['team_id'],
  'users.conversations': ['team_id'],
  'users.list': ['team_id', 'include_locale'],
  'users.info': ['include_locale'],
  'usergroups.list': ['team_id', 'include_count', 'include_disabled', 'include_users'],
  'usergroups.users.list': ['team_id'],
  'views.open': ['trigger_id', 'view', 'interactivity_pointer'],
  'views.push': ['trigger_id', 'view', 'interactivity_pointer'],
  'views.update': ['view', 'view_id', 'external_id', 'hash'],
  'views.publish': ['user_id', 'view', 'hash'],
  'pins.add': ['channel', 'timestamp'],
  'pins.remove': ['channel', 'timestamp'],
}

/** Errors that any method may give, or that are younger than the description. */
export const KNOWN_ERRORS: ReadonlySet<string> = new Set([
  'missing_scope',
  'not_allowed_token_type',
  'invalid_arguments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_blocks_too_long',
  'invalid_metadata_format',
  'metadata_too_large',
  'invalid_cursor',
  'invalid_limit',
  'not_in_channel',
  'user_not_found',
  'user_disabled',
  'message_not_found',
  'thread_not_found',
  'cannot_reply_to_message',
  'no_such_subteam',
  'bot_not_found',
  'already_pinned',
  'no_pin',
  'invalid_trigger_id',
  'expired_trigger_id',
  'exchanged_trigger_id',
  'push_limit_reached',
  'hash_conflict',
  'not_found',
  'not_enabled',
  'view_too_large',
  'duplicate_external_id',
  'invalid_thread_ts',
  'file_not_found',
  'internal_error',
  'cant_leave_general',
  'is_archived',
])

/** What the description demands and Slack does not give. */
export const NOT_GIVEN: Readonly<Record<string, readonly string[]>> = {
  'conversations.join': ['warning'],
}

/** Keys whose content is the app's own, or differs by what it is about. */
export const DYNAMIC: ReadonlySet<string> = new Set([
  'event_payload',
  'values',
  'blocks',
  'elements',
  'args',
  'shares',
  'pinned_info',
])

/** Keys that Slack documents, which no sample happens to show; with the subtype before them where they are of one only. */
export const KNOWN_KEYS: ReadonlySet<string> = new Set([
  'errors',
  'channel_type',
  'event_ts',
  'parent_conversation',
  'is_user_deleted',
  'priority',
  'connected_team_ids',
  'internal_team_ids',
  'channel_actions_ts',
  'response_metadata',
  'cache_ts',
  'app_id',
  'user_team',
  'source_team',
  'ims',
  'root',
  'reply_users',
  'is_locked',
  'client_msg_id',
  'warning',
  'subtype',
  'edited',
  'files',
  'upload',
  'display_as_bot',
  'parent_user_id',
  'latest_reply',
  'reply_count',
  'reply_users_count',
  'subscribed',
  'thread_ts',
  'reactions',
  'response_urls',
  'status_emoji_display_info',
  'blocks',
  'file_share bot_id',
  'file_share bot_profile',
  'values',
])

/** Keys that samples show in another kind than Slack documents. */
export const KNOWN_KINDS: ReadonlySet<string> = new Set([
  // Slash commands are forms, in which everything is text.
  'is_enterprise_install',
])
