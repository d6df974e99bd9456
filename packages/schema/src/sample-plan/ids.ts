/** The permanent ids of the demo plan: fixed, so that a link into the demo survives a restart with fresh data. */
export const blockId = {
  vision: 'visionxdZaRK',
  jvp: 'valueCKMbrA4',
  kpis: 'numberswrGYj',
  roster: 'peopleEBTbsB',
} as const

export const goalId = {
  G1: 'goalBook8nFB',
  G2: 'goalPipeZp5K',
  G3: 'goalCertrePN',
  G4: 'goalEven7T3p',
  G5: 'goalDays83Up',
} as const

export const strategyId = {
  S1: 'planFooddJLy',
  S2: 'planTeachSxi',
  S3: 'planLineXvKZ',
  S4: 'planServzAWt',
  S5: 'planKit3hSbG',
} as const

export const tacticId = {
  T1: 'tactic1jz9n6',
  T2: 'tactic2W86rR',
  T3: 'tactic36fbMm',
  T4: 'tactic4TBsyk',
  T5: 'tactic5FwwBx',
  T6: 'tactic6WuDDR',
  T7: 'tactic76Qhre',
  T8: 'tactic8xC7mf',
  T9: 'tactic9uBS6u',
} as const

export const kpiId = {
  K1: 'bookingswqUL',
  K2: 'pipelineGtwp',
  K3: 'winRateYr2VC',
  K4: 'certifiedkxi',
  K5: 'installsbMcC',
  K6: 'leadsspJ8Q66',
  K7: 'breakEvenrxW',
} as const

export const campaignId = {
  C1: 'webinarcMTaK',
  C2: 'expopM6m2ua7',
  C3: 'guideRzq8Ef2',
  C4: 'openDay74xKT',
  C5: 'releasemrA2r',
  C6: 'searchAdJtDX',
} as const

export const commitmentId = {
  V1: 'vowVend182UF',
  V2: 'vowVend2TgHP',
  V3: 'vowVend3dbzt',
  V4: 'vowVend4q2fw',
  V5: 'vowVend5Z67F',
  V6: 'vowVend6cky4',
  V7: 'vowVend7M2rT',
  V8: 'vowVend8t4gv',
  V9: 'vowVend9ngSv',
  V10: 'vowVend10eet',
  V11: 'vowVend11AHw',
  P1: 'vowPart18Ni3',
  P2: 'vowPart2mz3p',
  P3: 'vowPart3wZWs',
  P4: 'vowPart4kb3n',
  P5: 'vowPart5FtP6',
  P6: 'vowPart6XFQr',
  P7: 'vowPart7GXfU',
  P8: 'vowPart8wvgH',
  P9: 'vowPart9K6VG',
  P10: 'vowPart10UWv',
  P11: 'vowPart11Zxm',
  P12: 'vowPart124nA',
  P13: 'vowPart13K4J',
} as const

export const reviewId = {
  R1: 'review1iudkR',
  R2: 'review2LNVdS',
  R3: 'review3HG9HW',
  R4: 'review4P3eaQ',
} as const

export const roleId = {
  partnerManager: 'rolePMqjTDMx',
  accountManager: 'roleAMn75nJL',
  marketingManager: 'roleMMuWM3MU',
  marketingHeadVendor: 'roleMVnMHPC3',
  techSupport: 'roleTSNyp2dz',
  presales: 'rolePSizdff5',
  product: 'rolePRWwvQVN',
  channelHead: 'roleCHTeMw6J',
  financeVendor: 'roleFVWC2gXJ',
  generalManager: 'roleGMZXHMdi',
  managingDirector: 'roleMDN388hf',
  salesHead: 'roleSHcet76C',
  businessDeveloper: 'roleBDqAAqqE',
  marketingHead: 'roleMH8c8G99',
  practiceLead: 'rolePLwfcftN',
  deliveryHead: 'roleDH5fw9Mb',
  serviceDesk: 'roleSDm7cmup',
  financePartner: 'roleFPzPwFA4',
} as const

export const memberId = {
  ana: 'anakMWadcYe2',
  lee: 'leearuBrgYFG',
  rosa: 'rosakaHXijD7',
  jo: 'jofPaQCFSAXP',
  kit: 'kitUPUArEZ2L',
  sam: 'samQdyYFaHR4',
} as const
