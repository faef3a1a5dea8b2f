/** What Discord’s messages say where there is no room. */

/** Said in place of what a message cannot hold. */
export const discord = {
  moreThanFits: 'There is more, and it does not fit here. Ask for less at a time to see it.',
  fileTooLarge: (name: string): string =>
    `${name} is larger than Discord lets me send here. Ask whoever runs this for it.`,
}
