/** The map of who answers whom: its picture, its button, and what the command line says while it is made. */

export const map = {
  /** Beside a bar, while it is worked out who answers whom. */
  working: 'working out who answers whom',
}
