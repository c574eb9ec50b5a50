#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { Command } from "commander";

// Stripping types and compiling costs most of a start: keep the result.
enableCompileCache();

const program = new Command("parley").description("Real-time chat that anyone can host.");

program
  .command("serve", { isDefault: true })
  .description("start the server")
  .action(async () => {
    const { serve } = await import("./serve.ts");
    await serve(process.env);
  });

await program.parseAsync();
