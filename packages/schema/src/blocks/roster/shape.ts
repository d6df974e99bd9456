import { choice, role, side, text } from '../../block/fields.ts'
import { type BlockValue, shapeOf } from '../../block/shape.ts'

export const rosterShape = shapeOf({
  kind: 'roster',
  since: 1,
  label: 'Roles',
  hint: 'Who does what on both sides',
  fields: {},
  rows: {
    roles: {
      side: side().required().material(),
      roleTitle: text(80).required().material().label('Role'),
      function: choice([
        'exec',
        'bizDev',
        'sales',
        'marketing',
        'presales',
        'techSupport',
        'customerSupport',
        'finance',
        'ops',
        'partnerMgmt',
      ])
        .required()
        .material(),
      responsibility: text(240),
      backupRole: role(),
    },
  },
})

export type Roster = BlockValue<typeof rosterShape>
/** What a role is for. */
export type RoleFunction = NonNullable<Roster['roles'][number]['function']>
