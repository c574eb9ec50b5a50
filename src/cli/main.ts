#!/usr/bin/env node
import { enableCompileCache, getCompileCacheDir } from "node:module";
import { Command } from "commander";

// Stripping types and compiling costs most of a start: the result is kept, for the storage threads too.
enableCompileCache();
process.env.NODE_COMPILE_CACHE ??= getCompileCacheDir();

const program = new Command("parley").description("Real-time chat that anyone can host.");

program
  .command("serve", { isDefault: true })
  .description("start the server")
  .action(async () => {
    const { serve } = await import("./serve.ts");
    await serve(process.env);
  });

await program.parseAsync();
