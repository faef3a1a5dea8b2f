import { english } from '../../../src/core/words/english.ts'

const { learn } = english
const { appoint, answer, ask, done, here, later, mine, noted, question, suggestions, tellChannel } = learn
const day = 20_752

/** Every sentence of `/learn` that takes something. */
export const LEARN_SAMPLES: Readonly<Record<string, readonly (() => string)[]>> = {
  'learn.noted.learn': [() => noted.learn('soldering')],
  'learn.noted.show': [() => noted.show('soldering', 1), () => noted.show('soldering', 2)],
  'learn.suggestions.saidShow': [() => suggestions.saidShow('soldering')],
  'learn.suggestions.saidLearn': [() => suggestions.saidLearn('soldering')],
  'learn.suggestions.didPractice': [() => suggestions.didPractice('Crimp a connector')],
  'learn.suggestions.appointed': [
    () => suggestions.appointed(['mentor']),
    () => suggestions.appointed(['mentor', 'adult']),
  ],
  'learn.suggestions.ask': [() => suggestions.ask('Bo')],
  'learn.suggestions.offer': [() => suggestions.offer('Bo')],
  'learn.tellChannel.learn': [() => tellChannel.learn('soldering')],
  'learn.tellChannel.show': [() => tellChannel.show('soldering')],
  'learn.ask.wouldLearn': [() => ask.wouldLearn('soldering')],
  'learn.ask.wouldShowAfter': [() => ask.wouldShowAfter('soldering')],
  'learn.ask.elsewhere': [() => ask.elsewhere('Bo', 'slack')],
  'learn.ask.yourName': [() => ask.yourName('slack')],
  'learn.ask.ownLimit': [() => ask.ownLimit('learn', 1), () => ask.ownLimit('show', 2)],
  'learn.answer.agreedAfter': [() => answer.agreedAfter('soldering')],
  'learn.answer.meetIn': [() => answer.meetIn('#workshop')],
  'learn.later.on': [() => later.on('discord')],
  'learn.done.learned': [() => done.learned('soldering')],
  'learn.done.shown': [() => done.shown('soldering')],
  'learn.mine.learn': [() => mine.learn('soldering')],
  'learn.mine.show': [() => mine.show('soldering', 1), () => mine.show('soldering', 3)],
  'learn.mine.wouldLearn': [() => mine.wouldLearn('soldering')],
  'learn.mine.wouldShow': [() => mine.wouldShow('soldering')],
  'learn.mine.showsYou': [() => mine.showsYou('soldering', day)],
  'learn.mine.youShowAfter': [() => mine.youShowAfter('soldering', day)],
  'learn.mine.meetIn': [() => mine.meetIn('#workshop')],
  'learn.mine.asked': [() => mine.asked('soldering')],
  'learn.mine.notNow': [() => mine.notNow('soldering')],
  'learn.here.names': [() => here.names(1, ['Ada']), () => here.names(9, ['Ada', 'Bo', 'Cy', 'Dan'])],
  'learn.here.more': [() => here.more(1), () => here.more(4)],
  'learn.figures': [
    () => learn.figures(0, 0, 0),
    () => learn.figures(1, 1, 1),
    () => learn.figures(4, 0, 2),
    () => learn.figures(4, 2, 3),
    () => learn.figures(4, 2, 2),
    () => learn.figures(4, 3, 3),
  ],
  'learn.question.since': [() => question.since(day)],
  'learn.question.showsYou': [() => question.showsYou('soldering')],
  'learn.question.youShowAfter': [() => question.youShowAfter('soldering')],
  'learn.appoint.line': [() => appoint.line('mentor', day), () => appoint.line('adult', day)],
  'learn.appoint.told': [() => appoint.told('mentor'), () => appoint.told('adult')],
  'learn.appoint.takeBack': [() => appoint.takeBack('Bo', 'mentor'), () => appoint.takeBack('Bo', 'adult')],
}
