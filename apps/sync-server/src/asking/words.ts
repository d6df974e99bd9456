/** What somebody who asks for access reads, and the owners whom he asks. */
export const askingWords = {
  title: 'Ask for access',
  intro: (mail: string) =>
    `You are signed in as ${mail}. Plans open for the people their owners invite. If somebody sent you this address, ask the owners to let you in.`,
  button: 'Ask for access',
  seen: (mail: string) => `They see your address, ${mail}, and nothing else.`,
  askedTitle: 'Your question is on its way',
  asked: (mail: string) =>
    `If there is a plan at this address, its owners were asked to let ${mail} in. An invitation comes by mail once one of them agrees. Asking again within a month sends nothing more.`,
  tooOften: 'You asked often today. Ask again tomorrow.',
  letter: {
    subject: (mail: string, vendor: string, partner: string) =>
      `${mail} asks for access to the plan of ${vendor} and ${partner}`,
    intro: (mail: string, vendor: string, partner: string) =>
      `${mail} has proved this address and asks to be let into the joint business plan of ${vendor} and ${partner}. Nobody gets in before an owner invites.`,
    button: 'Invite or decline',
    nothing: 'If you do not know this address, decline, or do nothing.',
  },
} as const
