using MockUserApis;

return await CommandLine.RunAsync(args);
