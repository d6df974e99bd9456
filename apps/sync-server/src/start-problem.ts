/** A reason why the server cannot start, said in one sentence for whoever started it. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem'
}
