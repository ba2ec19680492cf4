import { Ctx, Payload } from '@nestjs/microservices';
import {
  McpController,
  Tool,
  ToolScopes,
  type McpContext,
} from '@rekog/mcp-nest';
import type { CognitoUser } from 'nestjs-cognito-auth';
import { z } from 'zod';

interface Note {
  readonly text: string;
  readonly author: string | undefined;
}

/** The tools. The guard has admitted the HTTP request before one of them runs. */
@McpController()
export class NotesTools {
  private readonly notes: Note[] = [{ text: 'Buy tea', author: 'somebody' }];

  @Tool({ name: 'list_notes', description: 'Lists all notes' })
  list() {
    return answer(this.notes);
  }

  // A client asks for exactly the scopes of the refusal, so all of them are here.
  @Tool({
    name: 'add_note',
    description: 'Adds a note',
    parameters: z.object({ text: z.string().max(200) }),
  })
  @ToolScopes(['notes/read', 'notes/write'])
  add(@Payload() { text }: { text: string }, @Ctx() context: McpContext) {
    const request = context.getRawRequest<{ user: CognitoUser }>();
    const note = { text, author: request?.user.username };
    this.notes.push(note);
    return answer(note);
  }
}

function answer(value: unknown) {
  return { content: [{ type: 'text', text: JSON.stringify(value) }] };
}
