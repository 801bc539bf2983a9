using MockUserApis.NewVendor;

return NewVendorCommand.Run(args, NewVendorCommand.Repository(AppContext.BaseDirectory), Console.Out, Console.Error);
