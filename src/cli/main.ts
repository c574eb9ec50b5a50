#!/usr/bin/env node
import { enableCompileCache, getCompileCacheDir } from "node:module";
import { Command } from "commander";
import type { CreateAdminOptions } from "./create-admin.ts";

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

program
  .command("create-admin")
  .description("make an administrator, of a new name or of somebody who has an account; also while the server runs")
  .argument("<username>")
  .option("--password-file <path>", "read a new account's password from this file (- is standard input)")
  .option("--yes", "promote an existing account without asking")
  .action(async (username: string, options: CreateAdminOptions) => {
    const { createAdmin } = await import("./create-admin.ts");
    await createAdmin(process.env, username, options);
  });

await program.parseAsync();
