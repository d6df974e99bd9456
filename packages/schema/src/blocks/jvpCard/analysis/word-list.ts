/** H hype, J jargon, F filler. */
export type WordGroup = 'H' | 'J' | 'F'

export interface ListedWord {
  readonly term: string
  readonly group: WordGroup
  /** What to say instead. */
  readonly plain: string
  /** Counts only as written, with its hyphen, because its words are everyday English apart. */
  readonly onlyHyphenated?: true
  /** Counts only when no other noun says what it is. */
  readonly onlyAlone?: true
  /** May be part of a product's name. */
  readonly mayBeName?: true
}

type Entry = readonly [term: string, plain: string, flags?: Partial<Omit<ListedWord, 'term' | 'group' | 'plain'>>]

const hype: readonly Entry[] = [
  ['best-in-class', 'say what it does better, with a number'],
  ['world-class', 'name the standard you meet'],
  ['industry-leading', 'give the rank and who ranked it'],
  ['market-leading', 'give the market share'],
  ['leading', 'give the rank and who ranked it'],
  ['premier', 'say what is first about it'],
  ['cutting-edge', 'new'],
  ['leading-edge', 'new'],
  ['bleeding-edge', 'new, not yet proven'],
  ['state-of-the-art', 'new, or name the method'],
  ['next-generation', 'new, or say what has changed'],
  ['next-gen', 'new, or say what has changed'],
  ['revolutionary', 'new, or say what it replaces'],
  ['revolutionise', 'change, and say how'],
  ['game-changing', 'say what changes, and by how much'],
  ['game changer', 'say what changes, and by how much'],
  ['groundbreaking', 'first, if you can prove it'],
  ['disruptive', 'different, and say how'],
  ['paradigm shift', 'change'],
  ['unparalleled', 'give the number others do not reach'],
  ['unmatched', 'give the number others do not reach'],
  ['unrivalled', 'give the number others do not reach'],
  ['unprecedented', 'first, if you can prove it'],
  ['unbeatable', 'give the price or the number'],
  ['second to none', 'give the number others do not reach'],
  ['ultimate', 'leave it out'],
  ['superior', 'better, and by how much'],
  ['amazing', 'say what surprised the customer'],
  ['incredible', 'give the number; let it be believed'],
  ['awesome', 'good, and say why'],
  ['magic', 'say how it works'],
  ['powerful', 'say what it can do'],
  ['robust', 'say what it withstands'],
  ['innovative', 'new, and say what is new'],
  ['visionary', 'say what you saw early'],
  ['transformative', 'say what is different afterwards'],
  ['transformational', 'say what is different afterwards'],
  ['supercharge', 'speed up, and by how much'],
  ['turbocharge', 'speed up, and by how much'],
  ['skyrocket', 'rise, from what to what'],
  ['explosive', 'fast, and how fast'],
  ['quantum leap', 'big step, and how big'],
  ['exponential', 'fast, and how fast'],
  ['lightning-fast', 'give the seconds'],
  ['blazing fast', 'give the seconds'],
  ['future-proof', 'supported until a year you name'],
  ['future-ready', 'say what it will work with'],
  ['silver bullet', 'answer'],
  ['secret sauce', 'say what makes the difference'],
  ['rocket science', 'hard'],
  ['gold standard', 'name the standard'],
  ['mission-critical', 'needed to keep working'],
  ['military-grade', 'name the standard it passes'],
  ['enterprise-grade', 'say how many people or sites it serves'],
  ['passionate', 'leave it out, show the work'],
  ['delight', 'please, or say what the customer gains'],
  ['wow', 'leave it out'],
  ['like never before', 'say what is new'],
]

const jargon: readonly Entry[] = [
  ['synergy', 'what both gain by working together'],
  ['synergies', 'what both gain by working together'],
  ['synergistic', 'working together'],
  ['leverage', 'use'],
  ['utilise', 'use'],
  ['operationalise', 'put to work'],
  ['incentivise', 'reward'],
  ['ideate', 'think of'],
  ['empower', 'let, help'],
  ['enable', 'let', { mayBeName: true }],
  ['unlock', 'get, open'],
  ['unleash', 'release, use'],
  ['elevate', 'raise, from what to what'],
  ['reimagine', 'change'],
  ['reinvent', 'change'],
  ['democratise', 'make available to all'],
  ['digital transformation', 'name the work that changes'],
  ['end-to-end', 'from which step to which'],
  ['holistic', 'whole'],
  ['360-degree', 'whole, or list what is seen'],
  ['full-stack', 'list what is included'],
  ['one-stop shop', 'one supplier for what'],
  ['turnkey', 'ready to use'],
  ['single pane of glass', 'one screen'],
  ['single source of truth', 'one place for the data'],
  ['ecosystem play', 'work with partners'],
  ['value-add', 'benefit'],
  ['value-added', 'useful'],
  ['best of breed', 'the best we tested'],
  ['thought leader', 'expert'],
  ['trusted advisor', 'adviser'],
  ['customer-centric', 'say what the customer gets'],
  ['data-driven', 'based on which data'],
  ['AI-powered', 'say what the software predicts'],
  ['AI-driven', 'say what the software decides'],
  ['cognitive', 'say what it recognises'],
  ['hyperautomation', 'automation'],
  ['actionable insights', 'what to do next'],
  ['plug-and-play', 'works after how many minutes'],
  ['at scale', 'give the number of sites'],
  ['hyper-scalable', 'give the largest number you have run'],
  ['low-hanging fruit', 'easy first step'],
  ['move the needle', 'make a difference, and how much'],
  ['win-win', 'good for both'],
  ['deep dive', 'close look'],
  ['north star', 'aim'],
  ['core competency', 'what we do best'],
  ['bandwidth', 'time'],
  ['circle back', 'come back to it'],
  ['boil the ocean', 'do too much at once'],
  ['mindshare', 'attention'],
  ['touch base', 'talk'],
  ['stakeholder alignment', 'agreement, and of whom'],
  ['solutioning', 'working out the answer'],
  ['journey', 'steps, project'],
  ['go-to', 'usual, first', { onlyHyphenated: true }],
]

const filler: readonly Entry[] = [
  ['seamless', 'without a stop, or say what is not interrupted'],
  ['seamlessly', 'without a stop'],
  ['frictionless', 'easy, and how many steps'],
  ['effortless', 'easy, and how many minutes'],
  ['effortlessly', 'easily, and in how many minutes'],
  ['streamline', 'shorten, from what to what'],
  ['optimise', 'improve, from what to what'],
  ['maximise', 'raise, to what'],
  ['flexible', 'say what can be changed'],
  ['scalable', 'give the largest number you have run'],
  ['agile', 'quick to change'],
  ['nimble', 'quick'],
  ['smart', 'say what it notices'],
  ['intelligent', 'say what it notices'],
  ['unique', 'say what nobody else has'],
  ['proven', 'give the proof'],
  ['simply', 'leave it out'],
  ['really', 'leave it out'],
  ['very', 'leave it out'],
  ['truly', 'leave it out'],
  ['just', 'leave it out'],
  ['cost-effective', 'give the price or the saving'],
  ['affordable', 'give the price'],
  ['tailor-made', 'made for whom'],
  ['bespoke', 'made for whom'],
  ['curated', 'chosen by whom'],
  ['peace of mind', 'say which worry goes away'],
  ['solution', 'name the thing: product, service, kit', { onlyAlone: true }],
  ['various', 'list them, or say how many'],
  ['a wide range of', 'list them, or say how many'],
]

const group = (name: WordGroup, entries: readonly Entry[]): ListedWord[] =>
  entries.map(([term, plain, flags]) => ({ term, group: name, plain, ...flags }))

/** Words that tell a buyer nothing, with what to say instead; spelled the British way, matched both ways. */
export const listedWords: readonly ListedWord[] = [...group('H', hype), ...group('J', jargon), ...group('F', filler)]

/** Phrases that hold a listed word in its plain sense. */
export const plainPhrases: readonly string[] = ['leading indicator', 'just in time']
