/** Everything that the program says to people, in English. */
export const english = {}
