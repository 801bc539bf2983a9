return MockUserApis.SpecTool.SpecConversion.Run(args, Console.Error);
