/** Shortcuts: those of the commands on messages, and one of everybody's that opens the menu. */
import type { Command, Shortcut } from '../../core/command.ts'

/** The `callback_id` of the shortcut that opens the menu from anywhere. */
export const MENU_CALLBACK = 'menu'

/** A shortcut as a command declares it. */
export interface DeclaredShortcut {
  /** By which Slack names it; the same as long as its handler is. */
  readonly callbackId: string
  readonly command: string
  readonly shortcut: Shortcut
}

/** All shortcuts on messages. */
export const messageShortcuts = (commands: readonly Command[]): readonly DeclaredShortcut[] =>
  commands.flatMap((command) =>
    (command.shortcuts ?? []).map((shortcut) => ({
      callbackId: `${command.name}.${shortcut.handler}`,
      command: command.name,
      shortcut,
    })),
  )

/** The shortcut that Slack names; null for one that is not there (any more). */
export const readShortcut = (callbackId: string, commands: readonly Command[]): DeclaredShortcut | null =>
  messageShortcuts(commands).find((one) => one.callbackId === callbackId) ?? null
